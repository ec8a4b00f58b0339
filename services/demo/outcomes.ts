/** Where a deployment stops. `device-setup` and `account-setup` are the two halves of the ESP. */
type FailurePhase = 'join' | 'enrolment' | 'device-setup' | 'account-setup';

/** A failure as the deployment report words it: free text that carries the code. */
export interface Failure {
  readonly weight: number;
  readonly code: string;
  readonly phase: FailurePhase;
  readonly text: string;
  /** Only met where the device joins by itself, with TPM attestation. */
  readonly selfDeploying?: true;
}

export const failures: readonly Failure[] = [
  {
    weight: 30,
    code: '0x800705B4',
    phase: 'device-setup',
    text: 'Enrollment status page timed out during device setup (Apps). Error 0x800705B4',
  },
  {
    weight: 25,
    code: '0x87D1041C',
    phase: 'device-setup',
    text: 'App "Contoso VPN Client" was not detected after installation completed successfully. Error 0x87D1041C',
  },
  {
    weight: 10,
    code: '0x87D30065',
    phase: 'account-setup',
    text: 'Content of a required app could not be downloaded during account setup. Error 0x87D30065',
  },
  {
    weight: 12,
    code: '0x80180018',
    phase: 'enrolment',
    text: 'MDM enrollment failed, user licence missing or device limit reached. Error 0x80180018',
  },
  {
    weight: 5,
    code: '0x801C03F3',
    phase: 'join',
    text: 'Microsoft Entra join failed, device object not found. Error 0x801C03F3',
  },
  {
    weight: 40,
    code: '0x801C03EA',
    phase: 'join',
    text: 'Securing your hardware failed, TPM attestation was not accepted. Error 0x801C03EA',
    selfDeploying: true,
  },
  {
    weight: 20,
    code: '0x80180014',
    phase: 'enrolment',
    text: 'MDM enrollment was refused for this device. Error 0x80180014',
    selfDeploying: true,
  },
  {
    weight: 8,
    code: '0x81039024',
    phase: 'join',
    text: 'Securing your hardware failed, TPM firmware has a known vulnerability. Error 0x81039024',
    selfDeploying: true,
  },
];

/** When a device's deployment begins, seen from the tenant's start. */
type Start = 'long-ago' | 'last-weeks' | 'around-now' | 'not-yet';

type Compliance = 'compliant' | 'noncompliant' | 'inGracePeriod';

/** What becomes of a device. The weights are shares of a thousand. */
export interface Outcome {
  readonly weight: number;
  readonly start: Start;
  readonly fails?: true;
  /** Registered within the last minutes: groups and profile are still on their way. */
  readonly fresh?: true;
  readonly compliance?: Compliance;
  readonly remediation?: 'automaticRemediationRequired' | 'manualRemediationRequired';
  /** Refused at the next enrolment with 0x80180014 until unblocked. */
  readonly userlessBlocked?: true;
  /** Enrolled without a user and held back by a failed app. */
  readonly appBlocked?: true;
  readonly pendingReset?: true;
}

const enrolled = { start: 'long-ago', compliance: 'compliant' } as const;

export const outcomes = {
  ready: { ...enrolled, weight: 655 },
  noncompliant: { ...enrolled, weight: 45, compliance: 'noncompliant' },
  inGracePeriod: { ...enrolled, weight: 12, compliance: 'inGracePeriod' },
  inStock: { weight: 150, start: 'not-yet' },
  justRegistered: { weight: 18, start: 'not-yet', fresh: true },
  readyThisMonth: { weight: 45, start: 'last-weeks', compliance: 'compliant' },
  settingUp: { weight: 26, start: 'around-now', compliance: 'compliant' },
  failing: { weight: 7, start: 'around-now', fails: true },
  failed: { weight: 20, start: 'last-weeks', fails: true },
  blocked: { weight: 4, start: 'last-weeks', fails: true, userlessBlocked: true },
  appBlocked: { weight: 3, start: 'last-weeks', fails: true, appBlocked: true },
  fixPending: { ...enrolled, weight: 5, remediation: 'automaticRemediationRequired' },
  attentionRequired: { ...enrolled, weight: 5, remediation: 'manualRemediationRequired' },
  pendingReset: { ...enrolled, weight: 5, pendingReset: true },
} as const satisfies Readonly<Record<string, Outcome>>;

export type OutcomeName = keyof typeof outcomes;

export const outcomeRows: readonly Outcome[] = Object.values(outcomes);

export function failureByCode(code: string): Failure {
  const failure = failures.find((row) => row.code === code);
  if (failure === undefined) throw new Error(`No failure ${code} in the demo's table`);
  return failure;
}
