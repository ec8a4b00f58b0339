import { serialKey } from '../../../devices/serial-text';
import { alreadyThere, serialsOf } from './already-there';
import type { RunPhase } from './phase';

/** Before anything is written: what may be, what is registered already, and what others have in Intune's import list. */
export const check: RunPhase = async (it, tools, mandate) => {
  const { claims, clock, queue, registrations, store } = tools;
  await store.settleChoices(it.id, it.choices);
  const forbidden = (await store.rows(it.id, ['ready'])).filter(({ tag }) => !mandate.mayAssign(tag));
  await store.refuseTags(it.id, forbidden);
  await claims.claim(it.id);
  const rows = await store.rows(it.id, ['ready']);
  const registered = await registrations.find(serialsOf(rows));
  if (!registered.ok) return { type: 'trouble', failure: registered.error };
  await store.patch(it.id, alreadyThere(rows, registered.value.bySerial, mandate));
  const listed = await queue.list();
  if (!listed.ok) return { type: 'trouble', failure: listed.error };
  const ours = new Set(rows.map(({ serial }) => serialKey(serial)));
  const foreignRecords = listed.value.rows
    .filter(({ serialNumber }) => ours.has(serialKey(serialNumber)))
    .map(({ id }) => id);
  await store.change(it.id, { isChecked: true, foreignRecords, begunAt: clock.now() });
  return { type: 'next', phase: 'writing' };
};
