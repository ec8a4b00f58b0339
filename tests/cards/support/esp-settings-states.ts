import { renderCard } from '../../../cards/card';
import { espSettingsCard, espSettingsData, type EspSettingsInput } from '../../../cards/esp-settings';
import { createMessages } from '../../../cards/messages';
import type { StatusPageSettings } from '../../../services/graph/status-page-settings';
import { readEspRecommendations } from '../../../services/knowledge/status-pages/esp-recommendation';
import type { EspReview, StatusPageReview } from '../../../services/knowledge/status-pages/esp-review';
import { mostNames } from '../../../services/knowledge/status-pages/page-names';
import { reviewSettings } from '../../../services/knowledge/status-pages/esp-verdict';

/** English, and a sentence without one of its values is a failed test. */
const say = createMessages({
  onMissing: (complaint) => {
    throw new Error(complaint);
  },
})('en');

const wanted = readEspRecommendations();

const goodSettings: StatusPageSettings = {
  showInstallationProgress: true,
  blockDeviceSetupRetryByUser: false,
  allowDeviceResetOnInstallFailure: true,
  allowLogCollectionOnInstallFailure: true,
  installProgressTimeoutInMinutes: 60,
  allowDeviceUseOnInstallFailure: false,
  selectedMobileAppIds: ['a', 'b', 'c'],
  allowNonBlockingAppInstallation: false,
  trackInstallProgressForAutopilotOnly: true,
  disableUserStatusTrackingAfterFirstUser: true,
  installQualityUpdates: false,
};
const badSettings: StatusPageSettings = {
  showInstallationProgress: false,
  blockDeviceSetupRetryByUser: true,
  allowDeviceResetOnInstallFailure: false,
  allowLogCollectionOnInstallFailure: false,
  installProgressTimeoutInMinutes: 1,
  allowDeviceUseOnInstallFailure: true,
  selectedMobileAppIds: Array.from({ length: 100 }, (_, n) => `app ${n}`),
  allowNonBlockingAppInstallation: true,
  trackInstallProgressForAutopilotOnly: false,
  disableUserStatusTrackingAfterFirstUser: false,
  installQualityUpdates: true,
};

function page(
  name: string,
  settings: StatusPageSettings = goodSettings,
  more: Partial<StatusPageReview> = {},
): StatusPageReview {
  return {
    name,
    isDefault: false,
    priority: 1,
    reach: { everyDevice: false, everyPerson: false, groups: ['Autopilot - All devices'], moreGroups: 0 },
    remarks: [],
    settings: reviewSettings(settings, wanted),
    appNames: ['Company Portal', 'Microsoft 365 Apps', 'Contoso VPN'],
    ...more,
  };
}

function reviewOf(pages: readonly StatusPageReview[], more: Partial<EspReview> = {}): EspReview {
  const deviating = pages.filter(({ settings }) => settings.some(({ verdict }) => verdict === 'deviates'));
  return { pages, part: 0, parts: 1, total: pages.length, deviating: deviating.length, ...more };
}

function state(name: string, review: EspReview, more: Partial<EspSettingsInput> = {}) {
  const sources = ['The Windows Autopilot guide that this bot answers for', 'Microsoft Graph'];
  const input: EspSettingsInput = { say, review, sources, ...more };
  return {
    name: `esp-settings: ${name}`,
    render: () => renderCard(espSettingsCard, espSettingsData(input)),
  };
}

const nowhere = { everyDevice: false, everyPerson: false, groups: [], moreGroups: 0 };
const defaultPage = page('All users and all devices', badSettings, {
  isDefault: true,
  priority: 0,
  reach: nowhere,
  remarks: ['default', 'hidden'],
});
const kiosks = page('ESP kiosks', { ...goodSettings, installProgressTimeoutInMinutes: 45 }, { priority: 2 });
const asUsual = reviewOf([page('ESP office devices'), kiosks, defaultPage]);

const shownRemarks = ['nobody', 'reach-not-told', 'default', 'for-people', 'perhaps-for-people'] as const;

/** Everything long at once, and all remarks. */
const longest = (text: string, more: Partial<StatusPageReview> = {}) =>
  page(text, badSettings, {
    priority: 51,
    reach: {
      everyDevice: true,
      everyPerson: true,
      groups: Array.from({ length: mostNames }, () => text),
      moreGroups: 92,
    },
    remarks: ['nobody', 'reach-not-told', 'default', 'hidden', 'for-people', 'perhaps-for-people'],
    appNames: Array.from({ length: mostNames }, () => text),
    ...more,
  });
const fullest = (text: string) =>
  reviewOf(Array(3).fill(longest(text.repeat(400), { remarks: shownRemarks })), { part: 1, parts: 17 });

export const espSettingsShowcase = [
  state('as usual', asUsual),
  state('asked for the time-out', asUsual, { asked: ['installProgressTimeoutInMinutes'] }),
  state('next to nothing told', reviewOf([page('ESP', {}, { remarks: ['reach-not-told'], appNames: [] })])),
];

export const espSettingsStates = [
  state('none', reviewOf([])),
  state('every app blocks', reviewOf([page('ESP', { selectedMobileAppIds: [] }, { appNames: [] })]), {
    asked: ['selectedMobileAppIds'],
  }),
  state('apps without names', reviewOf([page('ESP', goodSettings, { appNames: [] })])),
  state('as much as there can be', fullest('M'), {
    asked: ['installProgressTimeoutInMinutes', 'selectedMobileAppIds', 'installQualityUpdates'],
  }),
  state('as wide as there can be', fullest('漢'), {
    asked: ['allowDeviceUseOnInstallFailure', 'selectedMobileAppIds', 'installQualityUpdates'],
  }),
];

/** Names as a tenant may have them. */
export function hostileEspSettings(text: string) {
  return [state(`named ${text.slice(0, 20)}`, reviewOf([longest(text)]), { sources: [text] })];
}
