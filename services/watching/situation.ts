import type { DeploymentState, DeviceStatus } from '../devices/device-status';
import { overallState, type OverallState } from '../devices/overall-state';
import { readinessOf } from '../devices/readiness';
import type { MyDevice, MyState, MyStep } from '../my-devices/my-device';
import type { FleetRecord } from '../fleet/fleet';
import type { Listed } from './signature';
import type { NewsFacts, Situation } from './watch';

/** A device with what a watch makes of it. */
export interface Judged {
  readonly situation: Situation;
  readonly facts: NewsFacts;
}

const phases: Readonly<Record<OverallState, Situation['phase']>> = {
  ready: 'ready',
  'setting-up': 'setting-up',
  'needs-help': 'needs-help',
  waiting: 'waiting',
  unknown: 'unclear',
};

const myPhases: Readonly<Record<MyState, Situation['phase']>> = {
  'waiting-for-settings': 'waiting',
  registered: 'waiting',
  'setting-up': 'setting-up',
  checking: 'setting-up',
  ready: 'ready',
  'needs-help': 'needs-help',
  // It is set up, and not yet proven to be in order: often minutes later.
  'needs-look': 'unclear',
  'other-user': 'elsewhere',
  unclear: 'unclear',
};

const assigned: readonly unknown[] = ['assigned', 'assignedOutOfSync'];
const tried: readonly unknown[] = ['enrolled', 'failed', 'blocked'];

/** Before its first set-up a device may lack this or that, and nobody was told yet that it could be switched on. */
function begunOnly(phase: Situation['phase'], hasBegun: boolean): Situation['phase'] {
  return phase === 'needs-help' && !hasBegun ? 'waiting' : phase;
}

/** What is set up may take its time to be proven in order. */
function setUp(phase: Situation['phase']): Situation['phase'] {
  return phase === 'needs-help' ? 'unclear' : phase;
}

/** A device as whoever looks after it sees it. */
export function judgedStatus(status: DeviceStatus, now: number): Judged {
  const { registration, profile, deployment, intune } = status;
  const last = deployment.state === 'read' ? deployment.value : undefined;
  const enrolledAt = intune.state === 'read' ? intune.value.enrolledAt : undefined;
  const startedAt = last?.startedAt ?? enrolledAt;
  const { model, groupTag, enrollmentState } = registration;
  const overall = phases[overallState(readinessOf(status, now))];
  const hasBegun = startedAt !== undefined || last !== undefined || tried.includes(enrollmentState);
  return {
    situation: {
      phase: last?.state.startsWith('success') ? setUp(overall) : begunOnly(overall, hasBegun),
      hasProfile: profile.state === 'read' && assigned.includes(profile.value.status),
      ...(startedAt !== undefined && { startedAt }),
    },
    facts: {
      serial: registration.serialNumber,
      ...(model !== undefined && { model }),
      ...(groupTag !== undefined && { groupTag }),
      ...(startedAt !== undefined && { startedAt }),
      ...(last?.endedAt !== undefined && { endedAt: last.endedAt }),
      ...(last?.failure !== undefined && { failure: last.failure }),
    },
  };
}

/** A device as the person sees it to whom it belongs. */
export function judgedMine(device: MyDevice): Judged {
  const { state, serial, model, groupTag, startedAt, endedAt } = device;
  const step = (wanted: MyStep) => device.steps.find(({ name }) => name === wanted)?.state;
  const hasBegun = startedAt !== undefined || (step('started') ?? 'open') !== 'open';
  return {
    situation: {
      phase: begunOnly(myPhases[state], hasBegun),
      hasProfile: state === 'registered' || step('settings') === 'done',
      ...(startedAt !== undefined && { startedAt }),
    },
    facts: {
      serial,
      ...(model !== undefined && { model }),
      ...(groupTag !== undefined && { groupTag }),
      ...(startedAt !== undefined && { startedAt }),
      ...(endedAt !== undefined && { endedAt }),
    },
  };
}

/**
 * What the lists alone say: enough to know where a device stands when the watch on it begins among thousands. What was
 * done before is not news.
 */
export function listedSituation({ device, record, deployment }: Listed): Situation {
  const last = deployment?.deployment;
  const startedAt = last?.startedAt ?? record?.enrolledAt;
  return {
    phase: listedPhase(device.enrollmentState === 'enrolled', record, last?.state),
    hasProfile: assigned.includes(device.profile),
    ...(startedAt !== undefined && { startedAt }),
  };
}

function listedPhase(
  isEnrolled: boolean,
  record: FleetRecord | undefined,
  deployment: DeploymentState | undefined,
): Situation['phase'] {
  if (deployment === 'inProgress') return 'setting-up';
  if (deployment === 'failure') return 'needs-help';
  if (!isEnrolled || record === undefined) return 'waiting';
  return record.compliance === 'compliant' ? 'ready' : 'needs-help';
}

/** Whether the lists show nothing that is still to come, though the details may. */
export function seemsReady(listed: Listed): boolean {
  return listedSituation(listed).phase === 'ready';
}
