import { z } from 'zod';
import { present } from './wire';

const flag = z.boolean().optional().catch(undefined);
const number = z.number().optional().catch(undefined);
/** One odd id spoils the list: without it, a list could look like an empty one, which means every app. */
const ids = z.array(z.string().trim().min(1)).optional().catch(undefined);

/** The settings of an enrolment status page (graph facts §7); v1.0 has almost none of them. */
export const statusPageSettings = z.object({
  showInstallationProgress: flag,
  blockDeviceSetupRetryByUser: flag,
  allowDeviceResetOnInstallFailure: flag,
  allowLogCollectionOnInstallFailure: flag,
  installProgressTimeoutInMinutes: number,
  allowDeviceUseOnInstallFailure: flag,
  selectedMobileAppIds: ids,
  allowNonBlockingAppInstallation: flag,
  trackInstallProgressForAutopilotOnly: flag,
  disableUserStatusTrackingAfterFirstUser: flag,
  installQualityUpdates: flag,
});

type Row = z.infer<typeof statusPageSettings>;

export type StatusPageSetting = keyof Row;

export const statusPageSettingNames = Object.keys(statusPageSettings.shape) as readonly StatusPageSetting[];

/** Yes or no, an amount, or ids; no ids means every one. */
export type SettingValue = boolean | number | readonly string[];

/** A setting that Graph does not tell, or tells in a way that it should not, is absent. */
export type StatusPageSettings = { readonly [Setting in StatusPageSetting]?: NonNullable<Row[Setting]> };

/** The settings among the properties of a row. */
export function settingsOf(row: Row): StatusPageSettings {
  return present(statusPageSettings.parse(row));
}
