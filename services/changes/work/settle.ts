import type { StoredTarget, TargetPatch } from '../change-devices';
import { approvalOf, requesterOf } from '../change-record';
import type { StoredChange } from '../stored-change';
import type { Mandate, Tools } from './tools';

/** Keeps what became of devices, records it, and shows it. */
export async function settle(
  change: StoredChange,
  settled: readonly { readonly target: StoredTarget; readonly patch: TargetPatch }[],
  { db, targets, store, record }: Tools,
  mandate: Mandate,
): Promise<void> {
  if (settled.length === 0) return;
  await db.transaction().execute(async (tx) => {
    // Locked first: what is promised of it is promised in the order in which it moves.
    const current = await store.lock(tx, change.id);
    await targets.patch(
      change.id,
      settled.map(({ patch }) => patch),
      tx,
    );
    const doer = requesterOf(change);
    for (const { target, patch } of settled) {
      if (patch.state === undefined || patch.state === 'waiting' || patch.state === 'writing') continue;
      const isDone = patch.state === 'written';
      await record(tx, change, doer, {
        action: 'applied',
        result: isDone ? 'done' : 'failed',
        serial: target.serial,
        ...(isDone && { before: target.before, after: target.after }),
        ...(!isDone && { after: { outcome: patch.reason ?? patch.state } }),
        approval: approvalOf(change),
      });
    }
    if (current !== undefined) await mandate.show(tx, current, 'going-on');
  });
}
