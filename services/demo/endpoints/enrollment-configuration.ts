/** Enrollment status pages of the tenant, in order of priority; the last is the default of every tenant. */
export interface EspRow {
  readonly name: string;
  readonly description: string;
  readonly isShown: boolean;
  readonly timeoutMinutes: number;
  readonly blocksUntilAppsAreIn: boolean;
  readonly allowsUseOnFailure: boolean;
  readonly allowsResetOnFailure: boolean;
  readonly collectsLogs: boolean;
  /** Not shown on devices in use, nor to the second person. */
  readonly isForOobeOnly: boolean;
  readonly blockingApps: number;
  /** Names of groups. */
  readonly assignedTo: readonly string[];
}

/** Required apps, those that block setup first. */
export const appNames = [
  'Company Portal',
  'Microsoft 365 Apps',
  'Contoso VPN',
  'Contoso Endpoint Agent',
] as const;

export const espRows: readonly EspRow[] = [
  {
    name: 'ESP office devices',
    description: 'Blocks the desktop until the required apps are in',
    isShown: true,
    timeoutMinutes: 60,
    blocksUntilAppsAreIn: true,
    allowsUseOnFailure: false,
    allowsResetOnFailure: true,
    collectsLogs: true,
    isForOobeOnly: true,
    blockingApps: 4,
    assignedTo: ['Autopilot - All devices'],
  },
  {
    name: 'ESP kiosks and shared devices',
    description: 'Device phase only',
    isShown: true,
    timeoutMinutes: 45,
    blocksUntilAppsAreIn: true,
    allowsUseOnFailure: false,
    allowsResetOnFailure: true,
    collectsLogs: true,
    isForOobeOnly: true,
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
  isShown: false,
  timeoutMinutes: 60,
  blocksUntilAppsAreIn: false,
  allowsUseOnFailure: false,
  allowsResetOnFailure: false,
  collectsLogs: false,
  isForOobeOnly: false,
  blockingApps: 0,
  assignedTo: [],
};
