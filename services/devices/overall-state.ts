import type { LayerState, Readiness } from './device-status';

/** One word per device, for tables: `setting-up` moves by itself, `waiting` waits for its first boot. */
export const overallStates = ['ready', 'setting-up', 'needs-help', 'waiting', 'unknown'] as const;
export type OverallState = (typeof overallStates)[number];

/** `ready` only when every layer is done. */
export function overallState({ layers }: Readiness): OverallState {
  const has = (state: LayerState) => layers.some((layer) => layer.state === state);
  const enrolmentHasStarted = layers.some(
    ({ name, state }) => name === 'mdm-enrolment' && state !== 'not-started',
  );

  if (has('blocked')) return 'needs-help';
  if (has('in-progress')) return enrolmentHasStarted ? 'setting-up' : 'waiting';
  if (has('unknown')) return 'unknown';
  return has('not-started') ? 'waiting' : 'ready';
}
