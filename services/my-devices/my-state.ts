import type { OverallState } from '../devices/overall-state';
import type { MyProgress, MyState, MyStep } from './my-device';

/** The one word for whoever waits for the device. */
export function stateOf(overall: OverallState, steps: readonly MyProgress[]): MyState {
  const isDone = (step: MyStep) => steps.some(({ name, state }) => name === step && state === 'done');
  switch (overall) {
    case 'ready':
      return 'ready';
    case 'unknown':
      return 'unclear';
    case 'setting-up':
      return isDone('account') ? 'checking' : 'setting-up';
    case 'needs-help':
      return isDone('enrolled') && !setUpFailed(steps) ? 'needs-look' : 'needs-help';
    case 'waiting':
      return isDone('settings') ? 'registered' : 'waiting-for-settings';
  }
}

/** Beyond the last check, which fails long after the set-up as well. */
function setUpFailed(steps: readonly MyProgress[]): boolean {
  return steps.some(({ name, state }) => state === 'failed' && name !== 'checked');
}
