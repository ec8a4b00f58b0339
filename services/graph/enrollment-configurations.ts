import { z } from 'zod';
import { assignments, type Assignment } from './assignments';
import { withQuery } from './odata';
import { settingsOf, statusPageSettings, type StatusPageSettings } from './status-page-settings';
import { optionalText, present, type RowShape } from './wire';

/** Of beta; not filtered, because tools disagree on how the default one is found (graph facts §7). */
export const enrollmentConfigurationsPath = withQuery('/deviceManagement/deviceEnrollmentConfigurations', {
  $expand: 'assignments',
});

/** An enrolment configuration of any kind; `isStatusPage` for those that a device shows while it is set up. */
export interface EnrollmentConfiguration {
  readonly id: string;
  readonly name: string;
  readonly isStatusPage: boolean;
  /** Meets whoever no other status page meets. */
  readonly isDefault: boolean;
  /** 1 wins; 0 is the default one's. */
  readonly priority: number;
  readonly timeoutMinutes?: number;
  /** Of a status page: what is told of its settings. */
  readonly settings: StatusPageSettings;
  readonly assignments: readonly Assignment[];
  /** Graph told them not at all or not all, which is not the same as none. */
  readonly areAssignmentsUntold?: true;
}

const statusPageType = 'windows10EnrollmentCompletionPageConfiguration';

export const enrollmentConfiguration: RowShape<EnrollmentConfiguration> = z
  .object({
    ...statusPageSettings.shape,
    '@odata.type': optionalText,
    id: z.string().min(1),
    displayName: optionalText,
    priority: z.number().catch(Infinity),
    deviceEnrollmentConfigurationType: optionalText,
    assignments: z.unknown().optional(),
  })
  .transform((row) => {
    const readable = assignments.parse(row.assignments);
    return present({
      id: row.id,
      name: row.displayName ?? row.id,
      isStatusPage: row['@odata.type']?.toLowerCase().endsWith(statusPageType.toLowerCase()) ?? false,
      isDefault: isDefault(row),
      priority: row.priority,
      timeoutMinutes: row.installProgressTimeoutInMinutes,
      settings: settingsOf(row),
      assignments: readable,
      areAssignmentsUntold: isWhole(readable, row.assignments) ? undefined : (true as const),
    });
  });

function isWhole(readable: readonly Assignment[], told: unknown): boolean {
  return Array.isArray(told) && told.length === readable.length;
}

function isDefault(row: {
  readonly id: string;
  readonly priority: number;
  readonly deviceEnrollmentConfigurationType?: string | undefined;
}): boolean {
  const type = row.deviceEnrollmentConfigurationType?.toLowerCase() ?? '';
  return row.priority === 0 || type.startsWith('default') || /_default\w*$/i.test(row.id);
}
