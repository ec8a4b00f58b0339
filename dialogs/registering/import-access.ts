import { mayHandleTag } from '../../services/people/tag-scope';
import { hasRole, type Actor } from '../../services/people/actor';
import type { ImportView } from '../../services/registration/imports/import';
import { fitsConvention, type TagConvention } from '../../services/tags/convention';

/** A file names devices of whoever sent it: they and administrators may look at the import, and stop it. */
export function mayLookAt(actor: Actor, { personId }: Pick<ImportView, 'personId'>): boolean {
  return personId === actor.id || hasRole(actor, 'admin');
}

/**
 * What somebody may give and know, as far as group tags go; who looks after some tags only, gives one of those. A strict
 * convention holds for everybody.
 */
export function tagRightsOf(actor: Actor, convention: TagConvention) {
  const isBarred = (tag: string) => convention.isStrict && tag !== '' && !fitsConvention(tag, convention);
  return {
    mayAssign: (tag: string) => mayHandleTag(actor, tag) && !isBarred(tag),
    mayHandle: (tag: string | undefined) => mayHandleTag(actor, tag),
  };
}

export type TagRights = ReturnType<typeof tagRightsOf>;
