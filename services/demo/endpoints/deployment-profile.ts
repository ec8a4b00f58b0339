import { dateTime } from '../dates';
import type { Profile } from '../directory';
import { day } from '../durations';
import type { World } from '../world';

const types = {
  entra: '#microsoft.graph.azureADWindowsAutopilotDeploymentProfile',
  hybrid: '#microsoft.graph.activeDirectoryWindowsAutopilotDeploymentProfile',
} as const;

/** A windowsAutopilotDeploymentProfile of beta, with the deprecated twins that beta still returns (graph facts §4). */
export function toProfile(profile: Profile, { epoch }: World): Record<string, unknown> {
  const created = dateTime(epoch - profile.ageInDays * day);
  const hidesEscape = profile.usage === 'singleUser';
  return {
    '@odata.type': types[profile.join],
    id: profile.id,
    displayName: profile.name,
    description: profile.description,
    locale: profile.locale,
    language: profile.locale,
    createdDateTime: created,
    lastModifiedDateTime: created,
    hardwareHashExtractionEnabled: true,
    extractHardwareHash: true,
    deviceNameTemplate: profile.nameTemplate,
    deviceType: 'windowsPc',
    preprovisioningAllowed: profile.preprovisioning,
    enableWhiteGlove: profile.preprovisioning,
    roleScopeTagIds: ['0'],
    managementServiceAppId: null,
    outOfBoxExperienceSetting: {
      privacySettingsHidden: true,
      eulaHidden: true,
      userType: profile.userType,
      deviceUsageType: profile.usage,
      keyboardSelectionPageSkipped: true,
      escapeLinkHidden: hidesEscape,
    },
    outOfBoxExperienceSettings: {
      hidePrivacySettings: true,
      hideEULA: true,
      userType: profile.userType,
      deviceUsageType: profile.usage,
      skipKeyboardSelectionPage: true,
      hideEscapeLink: hidesEscape,
    },
    enrollmentStatusScreenSettings: null,
    ...(profile.join === 'hybrid' ? { hybridAzureADJoinSkipConnectivityCheck: false } : {}),
  };
}
