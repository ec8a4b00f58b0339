import { z } from 'zod';
import { assignments, type Assignment } from './assignments';
import { withQuery } from './odata';
import { optionalInstant, optionalText, present, type RowShape } from './wire';

/** Exists in beta only; takes neither `$filter` nor an order by date (graph facts §4). */
export const deploymentProfilesPath = withQuery('/deviceManagement/windowsAutopilotDeploymentProfiles', {
  $expand: 'assignments',
});

/** How a device is set up. `hybrid` is user-driven too, and joins Active Directory. */
export type DeploymentMode = 'user-driven' | 'self-deploying' | 'hybrid' | 'unknown';

export interface DeploymentProfile {
  readonly id: string;
  readonly name: string;
  /** ms since 1970; the oldest of several profiles wins. */
  readonly createdAt?: number;
  readonly mode: DeploymentMode;
  readonly isPreprovisioningAllowed: boolean;
  readonly assignments: readonly Assignment[];
}

const experience = z.object({ deviceUsageType: optionalText }).nullish().catch(undefined);
const optionalFlag = z.boolean().nullish().catch(undefined);

/** The new names first; beta still returns the old ones (graph facts §4). */
export const deploymentProfile: RowShape<DeploymentProfile> = z
  .object({
    '@odata.type': optionalText,
    id: z.string().min(1),
    displayName: optionalText,
    createdDateTime: optionalInstant,
    outOfBoxExperienceSetting: experience,
    outOfBoxExperienceSettings: experience,
    preprovisioningAllowed: optionalFlag,
    enableWhiteGlove: optionalFlag,
    assignments,
  })
  .transform((row) => {
    const settings = row.outOfBoxExperienceSetting ?? row.outOfBoxExperienceSettings;
    return present({
      id: row.id,
      name: row.displayName ?? row.id,
      createdAt: row.createdDateTime,
      mode: modeOf(row['@odata.type'] ?? '', settings?.deviceUsageType),
      isPreprovisioningAllowed: row.preprovisioningAllowed ?? row.enableWhiteGlove ?? false,
      assignments: row.assignments,
    });
  });

const modes: Readonly<Record<string, DeploymentMode>> = {
  singleUser: 'user-driven',
  shared: 'self-deploying',
};

function modeOf(type: string, usage = ''): DeploymentMode {
  if (type.endsWith('activeDirectoryWindowsAutopilotDeploymentProfile')) return 'hybrid';
  return modes[usage] ?? 'unknown';
}
