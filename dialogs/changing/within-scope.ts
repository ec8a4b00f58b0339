import type { DevicesNow } from '../../services/changes/device-now';
import type { ChangeTarget } from '../../services/changes/change';
import type { Actor } from '../../services/people/actor';
import { mayHandleTag } from '../../services/people/tag-scope';

/** Whether somebody looks after all of these devices: with the tags they have, and those they had or are to have. */
export function areWithinScope(
  actor: Actor,
  targets: readonly Pick<ChangeTarget, 'registrationId' | 'before' | 'after'>[],
  now: DevicesNow,
): boolean {
  const tags = targets.flatMap(({ registrationId, before, after }) => [
    now.get(registrationId.toLowerCase())?.groupTag,
    before['tag'],
    after['tag'],
  ]);
  return tags.every((tag) => tag === undefined || mayHandleTag(actor, tag));
}
