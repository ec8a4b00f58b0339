import type {
  DeploymentEvent,
  DeviceStatus,
  Doubt,
  EntraRecord,
  IntuneRecord,
  Piece,
} from '../services/devices/device-status';
import { age, duration } from './age';
import { stateWord, tagOf } from './assessed-device';
import { clip } from './clip';
import { failureClause } from './failure';
import { joined } from './joined';
import type { MessageKey, Say } from './messages';

/** One line of the details: `note` says how old the fact is and where it comes from. */
export interface FactRow {
  readonly label: string;
  readonly value: string;
  readonly note: string;
  readonly colour: string;
}

const doubtWords = {
  'shared-serial': 'fact.sharedSerial',
  'other-serial': 'fact.otherSerial',
  'read-too-early': 'fact.readTooEarly',
  'late-id': 'fact.lateId',
} as const satisfies Record<Doubt, MessageKey>;

interface Teller {
  readonly say: Say;
  readonly now: number;
}

/** All that is known of a device, a row per fact; a piece that could not be read costs its own row only. */
export function deviceFacts(say: Say, device: DeviceStatus, now: number): readonly FactRow[] {
  const teller = { say, now };
  return [
    ...registrationRows(teller, device),
    ...pieceRows(
      teller,
      'fact.assignedProfile',
      device.profile,
      ({ status, assignedAt, ...profile }, asOf) => {
        const named = profile.assignedProfile ?? '';
        const intended = profile.intendedProfile ?? '';
        return [
          row(
            teller,
            'fact.assignedProfile',
            [clip(named, 80), stateWord(say, 'profile', status)],
            [ageOf(teller, assignedAt) || asOf],
            true,
          ),
          ...(intended === '' || intended === named
            ? []
            : [row(teller, 'fact.intendedProfile', [clip(intended, 80)], [], true)]),
        ];
      },
    ),
    ...pieceRows(teller, 'fact.remediation', device.remediation, ({ state, changedAt }, asOf) => [
      row(
        teller,
        'fact.remediation',
        [stateWord(say, 'remediation', state)],
        [at(teller, 'fact.changed', changedAt) || asOf],
        true,
      ),
    ]),
    ...pieceRows(teller, 'fact.userless', device.userlessEnrollment, (state, asOf) => [
      row(teller, 'fact.userless', [stateWord(say, 'userless', state)], [asOf], true),
    ]),
    ...pieceRows(teller, 'fact.intune', device.intune, (record, asOf) => intuneRows(teller, record, asOf)),
    ...pieceRows(teller, 'fact.entra', device.entra, (record, asOf) => [entraRow(teller, record, asOf)]),
    ...deploymentPieceRows(teller, device.deployment),
  ];
}

function registrationRows(teller: Teller, { registration }: DeviceStatus): FactRow[] {
  const { say } = teller;
  const { assignedUser = '', purchaseOrder = '', lastContactedAt } = registration;
  const contact =
    lastContactedAt === undefined
      ? say('fact.neverContacted')
      : at(teller, 'fact.contacted', lastContactedAt);
  return [
    row(teller, 'fact.enrolment', [stateWord(say, 'enrolment', registration.enrollmentState)], [contact]),
    row(teller, 'fact.groupTag', [tagOf(say, registration.groupTag)]),
    ...(assignedUser === '' ? [] : [row(teller, 'fact.assignedUser', [clip(assignedUser, 120)])]),
    ...(purchaseOrder === '' ? [] : [row(teller, 'fact.purchaseOrder', [clip(purchaseOrder, 80)])]),
  ];
}

function intuneRows(teller: Teller, record: IntuneRecord, asOf: string): FactRow[] {
  const { say } = teller;
  const { deviceName = '', operatingSystem = '', userPrincipalName = '', otherRecords } = record;
  const others = otherRecords === 0 ? '' : say('fact.otherRecords', { count: otherRecords });
  return [
    row(
      teller,
      'fact.intune',
      [clip(deviceName, 80), stateWord(say, 'compliance', record.compliance)],
      [at(teller, 'fact.enrolled', record.enrolledAt) || asOf, others],
    ),
    row(teller, 'fact.lastSync', [ageOf(teller, record.lastSyncAt) || say('fact.never')]),
    row(teller, 'fact.user', [clip(userPrincipalName, 120) || say('fact.none')]),
    row(teller, 'fact.system', [clip(operatingSystem, 80) || say('fact.none')]),
  ];
}

function entraRow(teller: Teller, record: EntraRecord, asOf: string): FactRow {
  const { say } = teller;
  const name = clip(record.displayName ?? '', 80);
  return row(
    teller,
    'fact.entra',
    [
      name,
      stateWord(say, 'trust', record.trustType ?? 'none'),
      record.accountEnabled ? '' : say('fact.disabled'),
    ],
    [at(teller, 'fact.signIn', record.lastSignInAt) || asOf],
  );
}

function deploymentPieceRows(teller: Teller, piece: Piece<DeploymentEvent>): readonly FactRow[] {
  const isRemembered = 'remembered' in piece;
  const rows = pieceRows(teller, 'fact.deployment', piece, (event, asOf) =>
    deploymentRows(teller, event, isRemembered ? '' : asOf),
  );
  const [first, ...others] = rows;
  if (!isRemembered || first === undefined) return rows;
  const note = joined(teller.say, [at(teller, 'fact.remembered', piece.asOf), first.note]);
  return [{ ...first, note }, ...others];
}

function deploymentRows(teller: Teller, event: DeploymentEvent, asOf: string): FactRow[] {
  const { say } = teller;
  const state = (name: string) => stateWord(say, 'deployment', name);
  const hasEnded = event.endedAt !== undefined && event.state !== 'inProgress';
  const took =
    hasEnded && event.durationMs !== undefined
      ? say('fact.took', { duration: duration(say, event.durationMs) })
      : '';
  const when =
    event.endedAt === undefined
      ? at(teller, 'fact.started', event.startedAt)
      : at(teller, 'fact.ended', event.endedAt);
  return [
    row(
      teller,
      'fact.deployment',
      [state(event.state), clip(event.failure ?? '', 160)],
      [when || asOf, took],
      true,
    ),
    row(teller, 'fact.deviceSetup', [state(event.deviceSetup)], [], true),
    row(teller, 'fact.accountSetup', [state(event.accountSetup)], [], true),
    ...(event.espName === undefined
      ? []
      : [row(teller, 'fact.espName', [clip(event.espName, 80)], [], true)]),
  ];
}

function pieceRows<T>(
  teller: Teller,
  label: MessageKey,
  piece: Piece<T>,
  read: (value: T, asOf: string) => readonly FactRow[],
): readonly FactRow[] {
  const { say } = teller;
  switch (piece.state) {
    case 'absent':
      return [row(teller, label, [say('fact.absent')])];
    case 'unreadable': {
      const why = failureClause(say, piece.failure);
      return [{ ...row(teller, label, [say('fact.couldNotRead', { why })]), colour: 'Attention' }];
    }
    case 'unclear':
      return [row(teller, label, [say(doubtWords[piece.doubt])])];
    case 'read':
      return read(piece.value, ageOf(teller, piece.asOf));
  }
}

function row(
  { say }: Teller,
  label: MessageKey,
  values: readonly string[],
  notes: readonly string[] = [],
  isBeta = false,
): FactRow {
  return {
    label: say(label),
    value: joined(say, values),
    note: joined(say, isBeta ? [...notes, say('card.beta')] : notes),
    colour: 'Default',
  };
}

function ageOf({ say, now }: Teller, time: number | undefined): string {
  return time === undefined ? '' : age(say, time, now);
}

function at(teller: Teller, key: MessageKey, time: number | undefined): string {
  return time === undefined ? '' : teller.say(key, { age: ageOf(teller, time) });
}
