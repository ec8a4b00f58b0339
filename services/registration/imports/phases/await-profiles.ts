import type { RowPatch } from '../import-rows';
import { hasWaitedLong, waitSeconds } from '../../../jobs/waiting';
import type { RunPhase } from './phase';
import { deviceOf } from './read-back';
import { syncOnce } from './sync-once';

/** A registered device is of use only with its deployment profile, which comes by way of its dynamic groups. */
export const awaitProfiles: RunPhase = async (it, tools) => {
  const { store, clock, pace, registrations } = tools;
  const rows = await store.rows(it.id, ['listed']);
  if (rows.length === 0 || it.stoppedBy !== undefined) return { type: 'next', phase: 'ended' };
  await syncOnce(it, tools);
  const found = await registrations.find(rows.map(({ serial }) => serial));
  if (!found.ok) return { type: 'trouble', failure: found.error };
  const devices = rows.map((row) => ({ line: row.line, device: deviceOf(row, found.value.bySerial) }));
  const assigned = devices.flatMap(({ line, device }): RowPatch[] =>
    device?.profile === 'assigned' || device?.profile === 'assignedOutOfSync'
      ? [{ line, state: 'assigned' }]
      : [],
  );
  await store.patch(it.id, assigned);
  const isTold = devices.some(({ device }) => device?.profile !== undefined);
  if (assigned.length === rows.length || !isTold) return { type: 'next', phase: 'ended' };
  if (hasWaitedLong(pace.profiles, it.phaseSince, clock.now())) return { type: 'next', phase: 'ended' };
  return { type: 'wait', seconds: waitSeconds(pace.profiles, it.waits) };
};
