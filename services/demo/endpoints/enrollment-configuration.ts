/** Enrollment status pages of the tenant, in order of priority; the last is the default of every tenant. */
export interface EspRow {
  readonly name: string;
  readonly description: string;
  readonly timeoutMinutes: number;
  readonly blocksUntilAppsAreIn: boolean;
  readonly allowsUseOnFailure: boolean;
  readonly allowsResetOnFailure: boolean;
  readonly blockingApps: number;
  /** Names of groups. */
  readonly assignedTo: readonly string[];
}

export const espRows: readonly EspRow[] = [
  {
    name: 'ESP office devices',
    description: 'Blocks the desktop until the required apps are in',
    timeoutMinutes: 60,
    blocksUntilAppsAreIn: true,
    allowsUseOnFailure: false,
    allowsResetOnFailure: true,
    blockingApps: 4,
    assignedTo: ['Autopilot - All devices'],
  },
  {
    name: 'ESP kiosks and shared devices',
    description: 'Device phase only',
    timeoutMinutes: 120,
    blocksUntilAppsAreIn: true,
    allowsUseOnFailure: false,
    allowsResetOnFailure: false,
    blockingApps: 2,
    assignedTo: ['Autopilot - Kiosks', 'Autopilot - Shared'],
  },
];

/** The page a deployment shows. */
export function espNameFor(userless: boolean): string {
  return espRows[userless ? 1 : 0]?.name ?? '';
}

/** Every tenant has it; nobody assigned it, so it meets whoever no other page meets. */
export const defaultEsp: EspRow = {
  name: 'All users and all devices',
  description: 'This is the default enrollment status screen configuration',
  timeoutMinutes: 60,
  blocksUntilAppsAreIn: false,
  allowsUseOnFailure: true,
  allowsResetOnFailure: false,
  blockingApps: 0,
  assignedTo: [],
};
