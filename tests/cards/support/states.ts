import type { AssessedDevice } from '../../../cards/assessed-device';
import { renderCard, type RenderedCard } from '../../../cards/card';
import { clip } from '../../../cards/clip';
import { choicesCard, choicesData } from '../../../cards/choices';
import { deviceStatusCard, deviceStatusData, type DeviceStatusInput } from '../../../cards/device-status';
import { deviceTableCard, deviceTableData, type TableRow } from '../../../cards/device-table';
import { helpCard, helpData, type HelpCommand } from '../../../cards/help';
import { catalogues, createMessages } from '../../../cards/messages';
import { notFoundCard, notFoundData } from '../../../cards/not-found';
import {
  layerNames,
  type DeploymentState,
  type DeviceStatus,
  type EnrollmentState,
  type Layer,
  type LayerName,
  type LayerState,
  type ProfileAssignment,
  type Remediation,
  type UserlessEnrollment,
} from '../../../services/devices/device-status';
import { nextSteps, readinessRules } from '../../../services/devices/readiness';
import { roles } from '../../../services/people/actor';
import type { GraphFailure } from '../../../services/graph/graph-failure';
import { laterStates, renderRequestCard } from './requests';
import { alertShowcase, alertStates, hostileAlerts } from './alert-states';
import { auditShowcase, auditStates, hostileAudit } from './audit-states';
import { changeCardStates, changeShowcase, hostileChanges } from './change-states';
import { explanationShowcase, explanationStates, hostileExplanations } from './explanation-states';
import { helpCardStates, helpShowcase, hostileHelp } from './help-states';
import { hostileImports, importShowcase, importStates } from './import-states';
import { hostileNotions, knowledgeShowcase, knowledgeStates } from './knowledge-states';
import { espSettingsShowcase, espSettingsStates, hostileEspSettings } from './esp-settings-states';
import { hostileMyDevices, myDeviceShowcase, myDeviceStates } from './my-device-states';
import { assessed, assessedAs, day, deviceStatus, hour, minute, now } from './devices';
import { hostileTagImpacts, tagImpactShowcase, tagImpactStates } from './tag-impact-states';
import { hostileTags, tagsShowcase, tagsStates } from './tags-states';
import { hostileWatches, watchShowcase, watchStates } from './watch-states';
import { hostileWelcomes, welcomeShowcase, welcomeStates } from './welcome-states';

/** One way a card can look. */
export interface CardState {
  readonly name: string;
  readonly render: () => RenderedCard;
}

/** English, and a sentence without one of its values is a failed test. */
export const say = createMessages({
  onMissing: (complaint) => {
    throw new Error(complaint);
  },
})('en');

/** The keys of a record over a union: a new member does not compile until it is named here. */
const all = <T extends string>(members: Readonly<Record<T, true>>) => Object.keys(members) as T[];

export const failureTypes = all<GraphFailure['type']>({
  unauthorized: true,
  forbidden: true,
  'not-found': true,
  'not-offered': true,
  'bad-request': true,
  conflict: true,
  throttled: true,
  unavailable: true,
  'timed-out': true,
  unreachable: true,
  'invalid-answer': true,
  incomplete: true,
});
export const layerStates = all<LayerState>({
  done: true,
  'in-progress': true,
  blocked: true,
  'not-started': true,
  unknown: true,
});
const enrollmentStates = all<EnrollmentState>({
  unknown: true,
  enrolled: true,
  pendingReset: true,
  failed: true,
  notContacted: true,
  blocked: true,
});
const profileStates = all<ProfileAssignment['status']>({
  assigned: true,
  assignedOutOfSync: true,
  pending: true,
  notAssigned: true,
  failed: true,
  unknown: true,
});
const remediationStates = all<Remediation['state']>({
  none: true,
  automatic: true,
  manual: true,
  unknown: true,
});
const userlessStates = all<UserlessEnrollment>({ unknown: true, allowed: true, blocked: true });
const deploymentStates = all<DeploymentState>({
  unknown: true,
  success: true,
  inProgress: true,
  failure: true,
  successWithTimeout: true,
  notAttempted: true,
  disabled: true,
  successOnRetry: true,
});
/** Graph's compliance words, and one it may invent. */
const complianceWords = [
  'unknown',
  'compliant',
  'noncompliant',
  'conflict',
  'error',
  'inGracePeriod',
  'configManager',
  'somethingNew',
];
const pieceNames = ['profile', 'remediation', 'userlessEnrollment', 'intune', 'entra', 'deployment'] as const;

/** What people and tenants could have written where a name is expected. */
export const hostileTexts = [
  '**bold** _it_ [link](https://example.com) ![i](https://example.com/i.png) `code` ~~gone~~',
  '# heading',
  '- list',
  '1. list',
  '${serial} ${$root.summary} ${missing}',
  '{{serial}} $t(errors.unexpected) {{- serial}}',
  '<at>Everybody</at> <b>x</b> &lt;b&gt; &amp;',
  'x'.repeat(300),
  '👩‍👩‍👧‍👦🏳️‍🌈'.repeat(30),
  `"quotes" 'and' \\back\\slashes\\`,
  'שלום \u202Eעולם\u202C مرحبا',
  'line\nbreak\r\ntab\t\u0000\u0007',
  '   ',
  'constructor',
  '{{DATE(2020-01-01T00:00:00Z,SHORT)}} {{TIME(2020-01-01T00:00:00Z)}}',
];

export function statusOf(device: AssessedDevice, more: Partial<DeviceStatusInput> = {}): RenderedCard {
  return renderCard(deviceStatusCard, deviceStatusData({ say, now, device, ...more }));
}

const withDevice = (
  name: string,
  device: () => AssessedDevice,
  more: Partial<DeviceStatusInput> = {},
): CardState => ({
  name: `device-status: ${name}`,
  render: () => statusOf(device(), more),
});

function layersWith(name: LayerName, differing: Partial<Layer>): Layer[] {
  return layerNames.map((each) => ({
    name: each,
    state: 'done',
    reason: 'registered',
    ...(each === name && differing),
  }));
}

const reasonValues = {
  assignedProfile: 'Corp Laptop London',
  intendedProfile: 'Kiosk London',
  detail: 'surfaceHubProfileNotSupported',
  failure: '0x87D1041C: the app was not detected after its installation',
  startedAt: now - 18 * minute,
  endedAt: now - 5 * day,
  enrolledAt: now - 3 * hour,
  lastSyncAt: now - 9 * day,
  compliance: 'noncompliant',
  trustType: 'NewTrust',
};

const ofReadiness: CardState[] = [
  ...layerNames.flatMap((layer) =>
    layerStates.map((state) =>
      withDevice(`${layer} is ${state}`, () =>
        assessedAs(deviceStatus(), { layers: layersWith(layer, { state }), nextStep: 'none' }),
      ),
    ),
  ),
  ...layerNames.flatMap((name) =>
    readinessRules[name].map(({ reason, state, next, values = [] }) =>
      withDevice(`${name}: ${reason}`, () => {
        const given = Object.fromEntries(values.map((value) => [value, reasonValues[value]]));
        const layers = layersWith(name, { state, reason, values: given });
        return assessedAs(deviceStatus(), { layers, nextStep: next, values: given });
      }),
    ),
  ),
  ...nextSteps.map((nextStep) =>
    withDevice(`next step ${nextStep}`, () =>
      assessedAs(deviceStatus(), { layers: layersWith('ready', {}), nextStep }),
    ),
  ),
  withDevice('a reason and a step this version has no words for', () =>
    assessedAs(deviceStatus(), { layers: layersWith('ready', { reason: 'from-tomorrow' }), nextStep: 'x' }),
  ),
  withDevice('no layers at all', () => assessedAs(deviceStatus(), { layers: [], nextStep: 'none' })),
];

const unreadable = (type: GraphFailure['type'], retryAfterMs?: number) => ({
  state: 'unreadable' as const,
  failure: { type, ...(retryAfterMs !== undefined && { retryAfterMs }) },
});

const ofPieces: CardState[] = pieceNames.flatMap((piece) => [
  withDevice(`${piece} is absent`, () => assessed(deviceStatus({ [piece]: { state: 'absent' } }))),
  ...failureTypes.map((type) =>
    withDevice(`${piece} is unreadable: ${type}`, () =>
      assessed(deviceStatus({ [piece]: unreadable(type) })),
    ),
  ),
  withDevice(`${piece} is unreadable: throttled for a while`, () =>
    assessed(deviceStatus({ [piece]: unreadable('throttled', 40_000) })),
  ),
]);

const allUnreadable = () =>
  assessed(deviceStatus(Object.fromEntries(pieceNames.map((piece) => [piece, unreadable('timed-out')]))));

const bare = () =>
  deviceStatus({
    registration: { id: 'b', serialNumber: 'BARE1', enrollmentState: 'notContacted' },
    ...Object.fromEntries(pieceNames.map((piece) => [piece, { state: 'absent' }])),
  });

/** Each member of each word list that a fact may take. */
const ofWords: CardState[] = [
  ...enrollmentStates.map((enrollmentState) =>
    withDevice(`enrolment ${enrollmentState}`, () =>
      assessed(deviceStatus({ registration: { ...deviceStatus().registration, enrollmentState } })),
    ),
  ),
  ...profileStates.map((status) =>
    withDevice(`profile ${status}`, () =>
      assessed(deviceStatus({ profile: { state: 'read', value: { status } } })),
    ),
  ),
  withDevice('profile changes', () =>
    assessed(
      deviceStatus({
        profile: { state: 'read', value: { status: 'assigned', assignedProfile: 'A', intendedProfile: 'B' } },
      }),
    ),
  ),
  ...remediationStates.map((state) =>
    withDevice(`remediation ${state}`, () =>
      assessed(deviceStatus({ remediation: { state: 'read', value: { state, changedAt: now - day } } })),
    ),
  ),
  ...userlessStates.map((value) =>
    withDevice(`next enrolment ${value}`, () =>
      assessed(deviceStatus({ userlessEnrollment: { state: 'read', value } })),
    ),
  ),
  ...complianceWords.map((compliance) =>
    withDevice(`compliance ${compliance}`, () =>
      assessed(
        deviceStatus({
          intune: { state: 'read', value: { id: 'm-1', compliance, otherRecords: 0 }, asOf: now - hour },
        }),
      ),
    ),
  ),
  ...['AzureAd', 'ServerAd', 'Workplace', 'NewTrust', undefined].map((trustType) =>
    withDevice(`trust ${trustType ?? 'not yet'}`, () =>
      assessed(
        deviceStatus({
          entra: {
            state: 'read',
            value: { objectId: 'e', accountEnabled: false, ...(trustType !== undefined && { trustType }) },
          },
        }),
      ),
    ),
  ),
  ...deploymentStates.map((state) =>
    withDevice(`deployment ${state}`, () =>
      assessed(
        deviceStatus({
          deployment: {
            state: 'read',
            value: {
              state,
              deviceSetup: state,
              accountSetup: state,
              startedAt: now - 18 * minute,
              failure: 'x',
            },
          },
        }),
      ),
    ),
  ),
];

/** A device in which every text that others write is the given one. */
export function deviceSaying(text: string): DeviceStatus {
  const honest = deviceStatus();
  return {
    ...honest,
    registration: {
      ...honest.registration,
      id: text,
      serialNumber: text,
      manufacturer: text,
      model: text,
      groupTag: text,
      purchaseOrder: text,
      assignedUser: text,
    },
    profile: {
      state: 'read',
      value: { status: 'assigned', assignedProfile: text, intendedProfile: `${text}!`, detail: text },
    },
    intune: {
      state: 'read',
      value: {
        id: 'm-1',
        deviceName: text,
        userPrincipalName: text,
        operatingSystem: text,
        compliance: text,
        otherRecords: 2,
      },
    },
    entra: {
      state: 'read',
      value: { objectId: text, displayName: text, trustType: text, accountEnabled: false, orderTag: text },
    },
    deployment: {
      state: 'read',
      value: {
        state: 'failure',
        deviceSetup: 'failure',
        accountSetup: 'notAttempted',
        profile: text,
        espName: text,
        failure: text,
      },
    },
  };
}

const ofHostility: CardState[] = hostileTexts.flatMap((text) => {
  const named = JSON.stringify(clip(text, 20));
  const device = () => assessed(deviceSaying(text));
  const row: TableRow = { type: 'not-found', serial: text, didYouMean: [text, text] };
  return [
    withDevice(`hostile ${named}`, device, { others: [device()], serials: [text, 'SN2'] }),
    table(`hostile ${named}`, () => [row, { type: 'found', serial: text, devices: [device(), device()] }]),
    notFound(`hostile ${named}`, text, [text], [text]),
    choices(`hostile ${named}`, text, ['status', 'register']),
    help(`hostile ${named}`, [{ id: text, access: 'employee', examples: [text] }]),
  ];
});

function serialsOf(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `5CG${String(index + 1234567).padStart(9, '0')}`);
}

const found = (serial: string, status = deviceStatus()): TableRow => ({
  type: 'found',
  serial,
  devices: [assessed({ ...status, registration: { ...status.registration, serialNumber: serial } })],
});

function table(
  name: string,
  rows: () => readonly TableRow[],
  tooMany?: { named: number; limit: number },
): CardState {
  return {
    name: `device-table: ${name}`,
    render: () =>
      renderCard(deviceTableCard, deviceTableData({ say, now, rows: rows(), ...(tooMany && { tooMany }) })),
  };
}

function notFound(
  name: string,
  serial: string,
  didYouMean: readonly string[],
  serials: readonly string[] = [],
) {
  return {
    name: `not-found: ${name}`,
    render: () => renderCard(notFoundCard, notFoundData({ say, serial, didYouMean, serials })),
  };
}

function help(name: string, commands: readonly HelpCommand[]): CardState {
  return { name: `help: ${name}`, render: () => renderCard(helpCard, helpData(commands, say)) };
}

function choices(name: string, text: string, commands: readonly string[]): CardState {
  const offered = commands.map((command) => ({
    command,
    title: say(`commands.${command}.title` as 'commands.help.title'),
  }));
  return { name: `choices: ${name}`, render: () => renderCard(choicesCard, choicesData(text, offered, say)) };
}

export const running = () =>
  deviceStatus({
    registration: {
      ...deviceStatus().registration,
      enrollmentState: 'notContacted',
      lastContactedAt: now - 18 * minute,
    },
    intune: { state: 'absent' },
    entra: {
      state: 'read',
      value: { objectId: 'e-1', displayName: '5CG1234ABC', accountEnabled: true },
    },
    deployment: {
      state: 'read',
      value: {
        state: 'inProgress',
        deviceSetup: 'inProgress',
        accountSetup: 'notAttempted',
        startedAt: now - 18 * minute,
        profile: 'Corp Laptop London',
        espName: 'All corporate devices',
      },
    },
  });

export const broken = () =>
  deviceStatus({
    deployment: {
      state: 'read',
      value: {
        state: 'failure',
        deviceSetup: 'failure',
        accountSetup: 'notAttempted',
        startedAt: now - 3 * hour,
        endedAt: now - 2 * hour,
        durationMs: hour,
        failure: 'Win32 app “VPN client” was not detected after installation (0x87D1041C)',
      },
    },
  });

export const waiting = () =>
  deviceStatus({
    registration: {
      id: 'w',
      serialNumber: '5CG1234ABC',
      manufacturer: 'LENOVO',
      model: 'ThinkPad T14 Gen 5',
      groupTag: 'UK-Corp-Laptop',
      enrollmentState: 'notContacted',
    },
    intune: { state: 'absent' },
    entra: { state: 'read', value: { objectId: 'e-1', displayName: '5CG1234ABC', accountEnabled: true } },
    deployment: { state: 'absent' },
  });

/** As many registrations under one serial number as asked for, differing in nothing but id and last contact. */
export function sharing(count: number): AssessedDevice[] {
  return Array.from({ length: count }, (_, index) =>
    assessed(
      deviceStatus({
        ...waiting(),
        registration: {
          id: `twin-${String(index + 1).padStart(2, '0')}`,
          serialNumber: 'Default string',
          manufacturer: 'Default string',
          model: 'Default string',
          enrollmentState: 'notContacted',
          lastContactedAt: now - (index + 1) * day - hour,
        },
      }),
    ),
  );
}

export const sampleCommands: readonly HelpCommand[] = [
  {
    id: 'status',
    access: 'helpdesk',
    examples: ['status 5CG1234ABC', 'is PF2SX7Y0 ready?', 'how far is MP1GD6TX?'],
  },
  { id: 'find', access: 'helpdesk', examples: ['devices tagged UK-Corp-Laptop'] },
  { id: 'register', access: 'helpdesk', examples: ['register these devices as UK-Corp-Laptop'] },
  { id: 'assign-tag', access: 'helpdesk', examples: ['tag 5CG1234ABC as UK-Kiosk'] },
  { id: 'approve', access: 'admin', examples: ['approve 17'] },
  { id: 'my-device', access: 'employee', examples: ['is my laptop ready?'] },
  { id: 'explain', access: 'employee', examples: ['what does 0x800705b4 mean?', 'stuck at identifying'] },
];

/** As much as help can ever hold: all commands, with long examples. */
const everyCommand: readonly HelpCommand[] = Object.keys(catalogues.en.commands).map((id, index) => ({
  id,
  access: roles[index % roles.length] ?? 'admin',
  examples: ['a'.repeat(100), 'b'.repeat(100), 'c'.repeat(100), 'd'],
}));

/** The states a person meets most; the preview draws these. */
export const showcase: readonly CardState[] = [
  ...importShowcase,
  ...changeShowcase,
  ...auditShowcase,
  ...alertShowcase,
  ...helpShowcase,
  ...tagsShowcase,
  ...watchShowcase,
  ...welcomeShowcase,
  ...espSettingsShowcase,
  ...myDeviceShowcase,
  ...explanationShowcase,
  ...tagImpactShowcase,
  ...knowledgeShowcase,
  withDevice('ready', () => assessed()),
  withDevice('setting up', () => assessed(running())),
  withDevice('needs help', () => assessed(broken()), {
    serials: ['5CG1234ABC', 'PF2SX7Y0'],
    others: [
      assessed(deviceStatus({ registration: { ...deviceStatus().registration, groupTag: 'UK-Kiosk' } })),
    ],
  }),
  withDevice('waiting', () => assessed(waiting())),
  {
    name: 'device-status: one of thirteen',
    render: () => {
      const [device = assessed(), ...others] = sharing(13);
      return statusOf(device, { others });
    },
  },
  withDevice('two pieces unreadable', () =>
    assessed(deviceStatus({ intune: unreadable('forbidden'), deployment: unreadable('throttled', 40_000) })),
  ),
  withDevice('everything unreadable', allUnreadable),
  withDevice('next to nothing known', () => assessed(bare())),
  table(
    'mixed',
    () => [
      found('5CG1234ABC'),
      found('5CG1234ABD', running()),
      found('PF2SX7Y0', broken()),
      found('MP1GD6TX', waiting()),
      { type: 'not-found', serial: 'PF2SX7YO', didYouMean: ['PF2SX7Y0'] },
      { type: 'failed', serial: 'PC0AB12C', failure: { type: 'timed-out' } },
    ],
    { named: 34, limit: 20 },
  ),
  table('all failed', () => [
    { type: 'failed', serial: '5CG1234ABC', failure: { type: 'unauthorized' } },
    { type: 'failed', serial: 'PF2SX7Y0', failure: { type: 'throttled', retryAfterMs: 40_000 } },
    { type: 'failed', serial: 'PC0AB12C', failure: { type: 'throttled', retryAfterMs: 30_000 } },
  ]),
  notFound('with near misses', 'PF2SX7YO', ['PF2SX7Y0', 'PF2SX7Y8'], ['PF2SX7YO', '5CG1234ABC']),
  notFound('without', 'PF2SX7YO', []),
  help('of the helpdesk', sampleCommands),
  choices('two', 'do the laptop thing', ['status', 'register']),
  choices('none', 'what is the weather', []),
];

/** Everything the cards can be. */
export const cardStates: readonly CardState[] = [
  ...showcase,
  ...ofReadiness,
  ...ofPieces,
  ...ofWords,
  ...ofHostility,
  table('one row', () => [found('5CG1234ABC')]),
  table('a full list', () => serialsOf(20).map((serial) => found(serial, broken()))),
  table('each failure', () =>
    failureTypes.map((type) => ({ type: 'failed', serial: type.toUpperCase(), failure: { type } })),
  ),
  help('nothing', []),
  help('all commands', everyCommand),
  help(
    'of an employee',
    sampleCommands.filter(({ access }) => access === 'employee'),
  ),
  choices('empty text', '', ['help']),
  ...auditStates,
  ...alertStates,
  ...helpCardStates,
  ...hostileTexts.flatMap(hostileAlerts),
  ...hostileTexts.flatMap(hostileHelp),
  ...changeCardStates,
  ...hostileTexts.flatMap(hostileChanges),
  ...hostileTexts.flatMap(hostileAudit),
  ...tagsStates,
  ...watchStates,
  ...welcomeStates,
  ...explanationStates,
  ...hostileTexts.flatMap(hostileExplanations),
  ...hostileTexts.flatMap(hostileTags),
  ...hostileTexts.flatMap(hostileWatches),
  ...hostileTexts.flatMap(hostileWelcomes),
  ...espSettingsStates,
  ...hostileTexts.flatMap(hostileEspSettings),
  ...myDeviceStates,
  ...hostileTexts.flatMap(hostileMyDevices),
  ...tagImpactStates,
  ...hostileTexts.flatMap(hostileTagImpacts),
  ...importStates,
  ...hostileTexts.flatMap(hostileImports),
  ...knowledgeStates,
  ...hostileTexts.flatMap(hostileNotions),
  ...laterStates.map((changes) => ({
    name: `request: ${changes.state} ${changes.outcome?.code ?? ''}`,
    render: () => renderRequestCard(changes),
  })),
];
