import type {
  DeploymentState,
  DeviceStatus,
  LayerName,
  LayerState,
  Readiness,
} from '../devices/device-status';
import type { OverallState } from '../devices/overall-state';
import { mySteps, type MyProgress, type MyStep } from './my-device';

type StepState = MyProgress['state'];

/** Nothing of it may be told. */
export const noSteps: readonly MyProgress[] = mySteps.map((name) => ({ name, state: 'open' }));

/**
 * How far a device has come, for the person who waits for it. What comes later proves what comes before; of a device
 * that is being set up the first step that is not done is the one that runs.
 */
export function stepsOf(
  status: DeviceStatus,
  readiness: Readiness,
  overall: OverallState,
): readonly MyProgress[] {
  if (overall === 'ready') return mySteps.map((name) => ({ name, state: 'done' }));
  const seen = seenSteps(status, readiness);
  const lastDone = mySteps.findLastIndex((name) => seen[name] === 'done');
  const steps = mySteps.map((name, at): MyProgress => {
    const state = seen[name];
    return { name, state: at < lastDone && state !== 'failed' ? 'done' : state };
  });
  return overall === 'setting-up' ? withOneRunning(steps) : steps;
}

function withOneRunning(steps: readonly MyProgress[]): readonly MyProgress[] {
  if (steps.some(({ state }) => state === 'now')) return steps;
  const next = steps.findIndex(({ state }) => state === 'open');
  return steps.map((step, at) => (at === next ? { ...step, state: 'now' } : step));
}

function seenSteps(status: DeviceStatus, { layers }: Readiness): Readonly<Record<MyStep, StepState>> {
  const layer = (name: LayerName): StepState =>
    byLayer[layers.find((each) => each.name === name)?.state ?? 'unknown'];
  const deployment = status.deployment.state === 'read' ? status.deployment.value : undefined;
  const isSetUp = layer('configuration') === 'done';
  const part = (state: DeploymentState | undefined): StepState =>
    isSetUp ? 'done' : byPart[state ?? 'unknown'];
  return {
    registered: 'done',
    settings: settingsOf(status),
    started: hasStarted(status) ? 'done' : 'open',
    enrolled: layer('mdm-enrolment'),
    apps: part(deployment?.deviceSetup),
    account: part(deployment?.accountSetup),
    checked: layer('ready'),
  };
}

const byLayer: Readonly<Record<LayerState, StepState>> = {
  done: 'done',
  'in-progress': 'now',
  blocked: 'failed',
  'not-started': 'open',
  unknown: 'open',
};

/** Without a part to do, as on a device that nobody signs in to, nothing is left of it. */
const byPart: Readonly<Record<DeploymentState, StepState>> = {
  success: 'done',
  successOnRetry: 'done',
  successWithTimeout: 'done',
  disabled: 'open',
  inProgress: 'now',
  failure: 'failed',
  notAttempted: 'open',
  unknown: 'open',
};

function settingsOf({ profile }: DeviceStatus): StepState {
  if (profile.state !== 'read') return 'open';
  if (profile.value.status === 'failed') return 'failed';
  return profile.value.status.startsWith('assigned') ? 'done' : 'now';
}

function hasStarted({ registration, deployment }: DeviceStatus): boolean {
  return deployment.state === 'read' || !['notContacted', 'unknown'].includes(registration.enrollmentState);
}
