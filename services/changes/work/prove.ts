import type { ProfileAssignment } from '../../devices/device-status';
import type { TargetReason } from '../change';
import type { StoredTarget, TargetPatch } from '../change-devices';
import { approvalOf, requesterOf } from '../change-record';
import type { StoredChange } from '../stored-change';
import type { DeviceNow } from '../device-now';
import { kinds } from '../kinds';
import { sameValues, type ChangeKind } from '../kinds/kind';
import { tagsInEntra } from './entra-tags';
import { waitSeconds } from '../../jobs/waiting';
import { moveOn, type Mandate, type Step, type StepEnd, type Tools } from './tools';

const minuteMs = 60_000;

/**
 * Reads the devices back until each is as it was wished and has the deployment profile that was promised, or the time
 * for that is over; then it is said how far each came.
 */
export const prove: Step = async (change, tools, mandate) => {
  const open = await tools.targets.of(change.id, ['written']);
  if (open.length === 0) return end(change, tools, mandate);
  const read = await tools.reader.read(open.map(({ registrationId }) => registrationId));
  if (!read.ok) return { type: 'trouble', failure: read.error };
  const kind: ChangeKind = kinds[change.kind];
  const looked = open.map((target) => {
    const device = read.value.get(target.registrationId.toLowerCase());
    return { target, device, reason: shortfall(change, target, device, kind) };
  });
  const isOver = tools.clock.now() >= provenBy(change, tools);
  const unmoved = looked.filter(({ reason }) => reason === 'groups-not-updated');
  const inEntra = isOver ? await tagsInEntra(unmoved, tools.graph, tools.clock) : undefined;
  const patches = looked.flatMap(({ target, reason }): readonly TargetPatch[] => {
    const { position } = target;
    if (reason === undefined) return [{ position, state: 'proven', reason: null }];
    const where =
      reason === 'groups-not-updated' && inEntra?.get(position) === false ? 'tag-not-in-entra' : reason;
    if (isOver) return [{ position, state: 'unproven', reason: where }];
    return target.reason === where ? [] : [{ position, reason: where }];
  });
  await mandate.stillOurs();
  await keep(change, patches, tools, mandate);
  if (isOver || looked.every(({ reason }) => reason === undefined)) return { type: 'again' };
  await tools.store.patch(change.id, { waits: change.waits + 1, trouble: null });
  const left = (provenBy(change, tools) - tools.clock.now()) / 1000;
  return { type: 'wait', seconds: Math.max(0, Math.min(waitSeconds(tools.pace.proof, change.waits), left)) };
};

function provenBy({ appliedAt = 0 }: StoredChange, { rules }: Tools): number {
  return appliedAt + rules.proveWithinMinutes * minuteMs;
}

/** What a device lacks yet; undefined when it is as it was promised. */
function shortfall(
  { prospect, appliedAt = 0 }: StoredChange,
  { after }: StoredTarget,
  device: DeviceNow | undefined,
  kind: ChangeKind,
): TargetReason | undefined {
  if (!sameValues(kind.valuesOf(device), after)) return device === undefined ? 'gone' : kind.unproven;
  if (!kind.leadsToProfile || prospect?.profile === undefined || device === undefined) return undefined;
  return profileShortfall(prospect.profile, device.profile, appliedAt);
}

/** How far the tag came on its way to the profile (graph facts §6.3). */
function profileShortfall(
  promised: string | null,
  { status, assignedProfile, intendedProfile, assignedAt = Infinity }: ProfileAssignment,
  writtenAt: number,
): TargetReason | undefined {
  // Only beta tells of profiles; without it the tag is all there is to prove.
  if (status === 'unknown') return undefined;
  const isAssigned = status === 'assigned' || status === 'assignedOutOfSync';
  if (promised === null) {
    const has = intendedProfile ?? assignedProfile;
    if (!isAssigned && (status === 'notAssigned' || has === undefined)) return undefined;
    return isAssigned || intendedProfile !== undefined ? 'groups-not-updated' : 'other-profile';
  }
  if (isAssigned && (assignedProfile ?? promised) === promised) return undefined;
  if (intendedProfile === promised) return 'profile-not-assigned';
  // The profile it had before the tag was written says that nothing has followed the tag yet.
  const isOther = isAssigned && assignedAt >= writtenAt;
  return isOther && intendedProfile === assignedProfile && intendedProfile !== undefined
    ? 'other-profile'
    : 'groups-not-updated';
}

async function keep(
  change: StoredChange,
  patches: readonly TargetPatch[],
  { db, targets, store }: Tools,
  mandate: Mandate,
): Promise<void> {
  if (patches.length === 0) return;
  await db.transaction().execute(async (tx) => {
    const current = await store.lock(tx, change.id);
    // Undone meanwhile: then there is nothing left to prove.
    if (current?.state !== change.state) return;
    await targets.patch(change.id, patches, tx);
    await mandate.show(tx, current, 'going-on');
  });
}

async function end(change: StoredChange, tools: Tools, mandate: Mandate): Promise<StepEnd> {
  const { proven, unproven, failed, skipped } = await tools.targets.counts(change.id);
  const to = proven > 0 ? 'proven' : 'failed';
  await moveOn(
    tools,
    change,
    mandate,
    { to, event: to },
    {
      alongside: async (tx, moved, record) => {
        // Changes are locked before the audit, as whoever decides on one does: nobody waits for the other in a circle.
        const undone =
          moved.undoes === undefined || proven === 0 ? undefined : await tools.store.lock(tx, moved.undoes);
        await record(tx, moved, requesterOf(moved), {
          action: 'proven',
          result: proven > 0 ? 'done' : 'failed',
          after: { change: moved.id, proven, unproven, failed, skipped },
          approval: approvalOf(moved),
        });
        if (undone === undefined || undone.state === 'undone') return;
        const by = moved.requester;
        const after = await tools.store.move(tx, undone, { to: 'undone', event: 'undone', by });
        await mandate.show(tx, after, 'undone');
      },
    },
  );
  return { type: 'ended' };
}
