import { showingChanges } from '../dialogs/changing/change-showing';
import { changeGivenUpJob, changeJob } from '../services/changes/change-job';
import { keepChanges } from '../services/changes/change-keeping';
import type { StoredChange } from '../services/changes/stored-change';
import { kinds } from '../services/changes/kinds';
import type { JobTry, Queue } from '../services/jobs/queue';
import type { House } from './house';

type Parts = Pick<House, 'registry' | 'access' | 'services'>;

const rolesAgainInSeconds = 15;
/** What failed again and again is left alone for a while; what was begun is not left half done. */
const afterGivingUpSeconds = 600;

/** Carries out what was approved; the rights of whoever let it happen are read anew before anything is written. */
export async function runChanges(queue: Queue, parts: Parts): Promise<void> {
  const { changes } = parts.services;
  await queue.work(changeGivenUpJob, async ({ changeId, step }) => {
    const change = await changes.toDo(changeId, step);
    if (change !== undefined) await changes.goOn(change, afterGivingUpSeconds);
  });
  await queue.work(changeJob, async ({ changeId, step }, attempt) => {
    const change = await changes.toDo(changeId, step);
    if (change !== undefined) await work(parts, change, attempt);
  });
  await keepChanges(queue, changes.keep, showingChanges(parts.services));
}

async function work(parts: Parts, change: StoredChange, attempt: JobTry): Promise<void> {
  const { services } = parts;
  const { changes } = services;
  const show = showingChanges(services);
  const mandate = {
    async stillOurs() {
      attempt.signal.throwIfAborted();
      if (!(await attempt.isOurs())) throw new Error('Another instance has this change now');
    },
    show: async (tx, moved, event) => show(tx, await changes.viewOf(moved, tx), event),
  } satisfies Parameters<typeof changes.work.advance>[1];
  const standing = await standingOf(parts, change);
  if (standing === 'unread') return changes.goOn(change, rolesAgainInSeconds);
  if (standing === 'lost') await changes.work.bar(change.id, mandate);
  const progress = await changes.work.advance(change.id, mandate);
  if (progress.type === 'wait') await changes.goOn(change, progress.seconds);
}

/** Whether whoever approved may still approve; where a rule did, whether the requester may still ask. */
async function standingOf(
  { access, registry }: Parts,
  { state, approvals, requester, tenantId, kind }: StoredChange,
): Promise<'held' | 'lost' | 'unread'> {
  if (state === 'applied') return 'held';
  const approver = approvals.at(-1);
  const { id: personId, name } = approver ?? requester;
  const actor = await access.actorAgain({ personId, tenantId, name });
  if (actor.rolesUnread === true) return 'unread';
  const command = registry.find(approver === undefined ? kinds[kind].command : 'approve');
  return command !== undefined && access.mayUse(actor, command) ? 'held' : 'lost';
}
