import type { OutcomeName } from './outcomes';

/** A device placed by hand: its state holds when the tenant starts, and moves on from there. */
export interface StagedDevice {
  readonly serial: string;
  /** A model of makers.ts. */
  readonly model: string;
  readonly groupTag: string;
  readonly outcome: OutcomeName;
  /** User principal name of the person it belongs to. */
  readonly owner?: string;
  /** Before the set-up by some days when left out. */
  readonly registeredMinutesAgo?: number;
  /** Less than nothing lies ahead. */
  readonly startedMinutesAgo?: number;
  /** User principal name of Intune's primary user where that is not the owner. */
  readonly primaryUser?: string;
  readonly failureCode?: string;
  /** Intune kept the record of an earlier enrolment. */
  readonly staleIntuneRecord?: true;
  /** What the tag and the state show to somebody trying the bot; the first three are printed at start. */
  readonly story?: string;
}

const liam = 'liam.carter@contoso.example';
const chloe = 'chloe.martin@contoso.example';
const sofie = 'sofie.brandt@contoso.example';
const twoHours = 120;
const oneYear = 525_600;

export const stagedDevices: readonly StagedDevice[] = [
  {
    serial: '5CG4217QHX',
    model: 'HP EliteBook 840 G11',
    groupTag: 'UK-Corp-Laptop',
    outcome: 'ready',
    owner: liam,
    startedMinutesAgo: oneYear,
    story: 'Ready: Liam Carter’s HP, enrolled and compliant',
  },
  {
    serial: 'PF4K7X2N',
    model: '21ML003BUK',
    groupTag: 'FR-Corp-Laptop',
    outcome: 'settingUp',
    owner: chloe,
    startedMinutesAgo: 11,
    story: 'Setting up now: Chloé Martin’s Lenovo shows device setup and moves on while you watch',
  },
  {
    serial: '7XK2QY3',
    model: 'Latitude 7450',
    groupTag: 'US-Corp-Laptop',
    outcome: 'failed',
    startedMinutesAgo: twoHours,
    failureCode: '0x800705B4',
    story: 'Failed: a Dell timed out in device setup with 0x800705B4',
  },
  {
    serial: '026650981734',
    model: 'Surface Laptop 6',
    groupTag: 'UK-Corp-Surface',
    outcome: 'justRegistered',
    story: 'Waiting for its profile: a Surface registered minutes ago',
  },
  {
    serial: '5CG4180KSK',
    model: 'HP EliteDesk 800 G9',
    groupTag: 'DE-Kiosk-Desktop',
    outcome: 'blocked',
    startedMinutesAgo: 5 * twoHours,
    story: 'Blocked: a kiosk refused with 0x80180014 until somebody unblocks it',
  },
  {
    serial: 'PF3R8TPM',
    model: '21KC00A1GE',
    groupTag: 'US-Corp-Laptop',
    outcome: 'attentionRequired',
    startedMinutesAgo: oneYear,
    story: 'Attention required: the motherboard was changed, register it anew',
  },
  {
    serial: '031166920457',
    model: 'Surface Pro 10',
    groupTag: 'UK-Corp-Surface',
    outcome: 'inStock',
    story: 'Registered only: in stock, profile assigned, never switched on',
  },
  {
    serial: 'BTN4X33',
    model: 'Precision 5690',
    groupTag: 'DE-Dev-Laptop',
    outcome: 'ready',
    startedMinutesAgo: oneYear / 2,
    staleIntuneRecord: true,
    story: 'Two records: Intune kept the one of an earlier enrolment',
  },
  {
    serial: '5CG9153QGX',
    model: 'HP EliteBook 840 G11',
    groupTag: 'DE-Corp-Laptop',
    outcome: 'ready',
    startedMinutesAgo: oneYear / 3,
    story: 'Two registrations with the same serial',
  },
  { serial: '5CG9153QGX', model: 'HP EliteBook 840 G11', groupTag: '', outcome: 'inStock' },
  {
    serial: 'PF0TLX84',
    model: '21ML003BUK',
    groupTag: 'UK-Crop-Labtop',
    outcome: 'inStock',
    story: 'No profile: the tag is mistyped, so no group takes the device in',
  },
  {
    serial: '5CG3082NCP',
    model: 'HP ProBook 450 G10',
    groupTag: 'US-Corp-Laptop',
    outcome: 'noncompliant',
    startedMinutesAgo: oneYear / 4,
    story: 'Not compliant: enrolled, but a policy is not met',
  },
  {
    serial: '6KPL9W2',
    model: 'OptiPlex 7020',
    groupTag: 'UK-Kiosk-Desktop',
    outcome: 'failed',
    startedMinutesAgo: 3 * twoHours,
    failureCode: '0x801C03EA',
    story: 'Failed: TPM attestation of a self-deploying kiosk, 0x801C03EA',
  },
  {
    serial: 'PF2SX7Y0',
    model: '21ML003BUK',
    groupTag: 'FR-Corp-Laptop',
    outcome: 'pendingReset',
    startedMinutesAgo: oneYear,
    story: 'Pending reset: enrolled through another profile than the one assigned now',
  },
  {
    serial: '8FZQ1L3',
    model: 'Latitude 7450',
    groupTag: 'DE-Corp-Laptop',
    outcome: 'fixPending',
    startedMinutesAgo: oneYear,
    story: 'Fix pending: a hardware change that the service repairs by itself',
  },
  {
    serial: '1CPQ7V2',
    model: 'OptiPlex 7020',
    groupTag: 'FR-Kiosk-Desktop',
    outcome: 'appBlocked',
    startedMinutesAgo: 4 * twoHours,
    story: 'Enrolled without a user and held back by a failed app, 0x87D1041C',
  },
  {
    serial: '5CG4790HWL',
    model: 'HP EliteDesk 800 G9',
    groupTag: 'DE-Corp-Desktop',
    outcome: 'ready',
    owner: sofie,
    startedMinutesAgo: oneYear / 2,
    story: 'Hybrid join: Sofie Brandt’s desktop has two objects in Entra, by design',
  },
  {
    serial: 'R9 0ABC12',
    model: '12TH001KGE',
    groupTag: 'UK-Corp-Desktop',
    outcome: 'ready',
    startedMinutesAgo: oneYear,
    story: 'A serial with a space, which Graph cannot search for as a whole',
  },
  {
    serial: '0042-7713-9056-2281-4460-19',
    model: 'VMware20,1',
    groupTag: 'UK-Test-VM',
    outcome: 'inStock',
    story: 'A virtual machine: hyphens in the serial, and no TPM for its self-deploying profile',
  },
  { serial: 'Default string', model: 'OptiPlex 7020', groupTag: 'UK-Kiosk-Desktop', outcome: 'inStock' },
  {
    serial: 'Default string',
    model: 'HP EliteDesk 800 G9',
    groupTag: 'DE-Corp-Desktop',
    outcome: 'ready',
    startedMinutesAgo: oneYear,
  },
  { serial: 'Default string', model: '12TH001KGE', groupTag: '', outcome: 'inStock' },
];

/** Stable serials to try, with what each one shows. */
export interface ShowcaseEntry {
  readonly serial: string;
  readonly story: string;
}

export const showcase: readonly ShowcaseEntry[] = stagedDevices.flatMap(({ serial, story }) =>
  story === undefined ? [] : [{ serial, story }],
);
