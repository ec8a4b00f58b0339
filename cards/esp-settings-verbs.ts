import type { StatusPageSetting } from '../services/graph/status-page-settings';

/** What the buttons of the card of status pages ask for. */
export const espSettingsVerbs = {
  /** Shows the status pages before or after those on the card: `EspSettingsPageData`. */
  page: 'esp-settings.page',
} as const;

export interface EspSettingsPageData {
  /** From 0. */
  readonly page: number;
  /** Settings that were asked for and stand first. */
  readonly asked?: readonly StatusPageSetting[] | undefined;
}
