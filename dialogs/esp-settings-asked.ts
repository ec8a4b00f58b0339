import type { StatusPageSetting } from '../services/graph/status-page-settings';

const words: readonly (readonly [RegExp, StatusPageSetting])[] = [
  [/\btime[ -]?(out|limit)s?\b|\bhow long\b|\bminutes?\b/i, 'installProgressTimeoutInMinutes'],
  [/\bapps?\b/i, 'selectedMobileAppIds'],
  [/\b(logs?|diagnostics)\b/i, 'allowLogCollectionOnInstallFailure'],
  [/\breset\b/i, 'allowDeviceResetOnInstallFailure'],
  [/\bquality updates?\b/i, 'installQualityUpdates'],
];

/** The settings that a question names; empty when it asks for all of them. */
export function settingsAsked(text: string): readonly StatusPageSetting[] {
  return words.flatMap(([pattern, setting]) => (pattern.test(text) ? [setting] : []));
}
