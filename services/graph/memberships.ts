import { z } from 'zod';
import type { Result } from '../result';
import type { BatchRequest } from './batch';
import type { GraphFailure } from './graph-failure';
import { parseOne } from './wire';

/** So many group ids fit into one question (learn.microsoft.com/graph/api/directoryobject-checkmembergroups). */
export const mostGroupsAsked = 20;

/** Of which of these groups, at most 20, is the person a member, also through other groups? */
export function membershipQuestion(personId: string, groupIds: readonly string[]): BatchRequest {
  return {
    method: 'POST',
    path: `/users/${encodeURIComponent(personId)}/checkMemberGroups`,
    body: { groupIds },
    isRead: true,
  };
}

const memberships = z
  .object({ value: z.array(z.string()) })
  .transform(({ value }) => value.map((id) => id.toLowerCase()));

/** Ids of the groups, lower case. */
export function parseMemberships(answer: unknown): Result<readonly string[], GraphFailure> {
  return parseOne(answer, memberships);
}
