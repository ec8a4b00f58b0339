import type { ChangeRules } from '../changes/rules';
import type { Clock } from '../clock';
import { parsedPart } from '../graph/batch';
import { deadlineAfter } from '../graph/deadline';
import type { GraphClient } from '../graph/graph-client';
import type { GraphFailure } from '../graph/graph-failure';
import { membershipQuestion, parseMemberships } from '../graph/memberships';
import { ok, type Result } from '../result';
import type { Actor } from './actor';

export interface ApproverGroupsOptions {
  readonly rules: ChangeRules['approvers'];
  readonly graph: GraphClient;
  readonly clock: Clock;
  /** The tenant whose directory Graph reads. */
  readonly directory: { readonly tenantId: string };
}

export interface ApproverGroups {
  /**
   * Whether the groups named for tags let this person approve changes from or to them; a tag that no rule is about
   * leaves it to the roles. Read anew each time. Never rejects, ends within four seconds.
   */
  mayApproveTags(
    person: Pick<Actor, 'id' | 'tenantId'>,
    tags: readonly string[],
  ): Promise<Result<boolean, GraphFailure>>;
}

/** Part of the eight seconds of whoever pressed the button: the change is still to be read. */
const readingMs = 4000;
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function createApproverGroups(options: ApproverGroupsOptions): ApproverGroups {
  const { rules, graph, clock, directory } = options;

  /**
   * One group per question: one id that Graph does not take fails the whole question
   * (learn.microsoft.com/graph/api/directoryobject-checkmembergroups).
   */
  async function memberOf(
    personId: string,
    groups: readonly string[],
  ): Promise<Result<readonly string[], GraphFailure>> {
    const deadline = deadlineAfter(readingMs, clock);
    const questions = groups.map((group) => membershipQuestion(personId, [group]));
    const answers = await graph.batch(questions, { version: 'v1.0', deadline });
    const found: string[] = [];
    for (const [at, group] of groups.entries()) {
      const answer = parsedPart(answers[at], parseMemberships);
      // A group that was deleted has no members, and a person who was is none.
      if (!answer.ok && answer.error.type !== 'not-found') return answer;
      if (answer.ok && answer.value.includes(group)) found.push(group);
    }
    return ok(found);
  }

  return {
    async mayApproveTags({ id, tenantId }, tags) {
      const needed = groupsFor(rules, tags);
      if (needed.length === 0) return ok(true);
      if (!guid.test(id) || tenantId !== directory.tenantId) return ok(false);
      const memberships = await memberOf(id, [...new Set(needed.flat())]);
      if (!memberships.ok) return memberships;
      return ok(needed.every((groups) => groups.some((group) => memberships.value.includes(group))));
    },
  };
}

/** For each prefix that the tags come under, the groups of which one is needed; the longest prefix of a tag counts. */
function groupsFor(rules: ChangeRules['approvers'], tags: readonly string[]): readonly (readonly string[])[] {
  const groups = new Map<string, readonly string[]>();
  for (const { prefix, groups: more } of rules) {
    const key = prefix.toLowerCase();
    groups.set(key, [...(groups.get(key) ?? []), ...more]);
  }
  const longestFirst = [...groups.keys()].toSorted((one, other) => other.length - one.length);
  const prefixes = tags.map((tag) =>
    longestFirst.find((prefix) => tag.trim().toLowerCase().startsWith(prefix)),
  );
  return [...new Set(prefixes)].flatMap((prefix) => (prefix === undefined ? [] : [groups.get(prefix) ?? []]));
}
