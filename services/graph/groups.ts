import { z } from 'zod';
import { withQuery } from './odata';
import { optionalText, present, type RowShape } from './wire';

const select = 'id,displayName,groupTypes,membershipRule,membershipRuleProcessingState';

/** Rules cannot be searched for what they contain, so whoever asks tests them all (graph facts §6.3). */
export const dynamicGroupsPath = withQuery('/groups', {
  $filter: "groupTypes/any(c:c eq 'DynamicMembership')",
  $select: select,
  $top: '999',
});

/** One group, of any kind. */
export function pathOfGroup(id: string): string {
  return withQuery(`/groups/${encodeURIComponent(id)}`, { $select: select });
}

/** `id` in lower case; `isPaused`: the rule takes nobody in and puts nobody out for now. */
export interface DynamicGroup {
  readonly id: string;
  readonly name: string;
  /** Absent when Graph does not show it. */
  readonly rule?: string;
  readonly isPaused: boolean;
}

export const dynamicGroup: RowShape<DynamicGroup> = z
  .object({
    id: z.string().min(1),
    displayName: optionalText,
    membershipRule: optionalText,
    membershipRuleProcessingState: optionalText,
  })
  .transform((row) =>
    present({
      id: row.id.toLowerCase(),
      name: row.displayName ?? row.id,
      rule: row.membershipRule,
      isPaused: row.membershipRuleProcessingState?.toLowerCase() === 'paused',
    }),
  );
