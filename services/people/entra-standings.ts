import type { Clock } from '../clock';
import {
  pathOfAppRoleAssignments,
  pathOfAppPrincipal,
  parseAppPrincipal,
  parseAppRoles,
} from '../graph/app-roles';
import { parsedPart, type BatchRequest, type BatchResult } from '../graph/batch';
import { deadlineAfter, type Deadline } from '../graph/deadline';
import type { GraphClient } from '../graph/graph-client';
import type { GraphFailure } from '../graph/graph-failure';
import { membershipQuestion, mostGroupsAsked, parseMemberships } from '../graph/memberships';
import { ok, type Result } from '../result';
import { together, type Grant, type RoleRules, type Standing } from './standing';

export interface EntraStandingsOptions {
  readonly rules: Pick<RoleRules, 'groups' | 'appRoles'>;
  readonly graph: GraphClient;
  readonly clock: Clock;
  /** The app registration whose app roles count. */
  readonly appId: string;
}

type Reading<T> = Result<T, GraphFailure>;

/** A part of the question what one person may do. */
interface Question {
  readonly request: BatchRequest;
  /** The names, among those that were asked for, under which something is granted to the person. */
  readonly read: (answer: unknown) => Reading<readonly string[]>;
  readonly grants: readonly Grant[];
}

/** Part of a person's eight seconds: what they asked for is still to be read. */
const readingMs = 4000;

/** Reads what Entra's groups and app roles give to people; all of them in one batch, one answer per person. */
export function createEntraStandings({ rules, graph, clock, appId }: EntraStandingsOptions) {
  return async (personIds: readonly string[]): Promise<readonly Reading<Standing>[]> => {
    const deadline = deadlineAfter(readingMs, clock);
    const appRoles = await appRoleQuestion(deadline);
    if (!appRoles.ok) return personIds.map(() => appRoles);
    const questions = personIds.map((id) => [...groupQuestions(id), ...appRoles.value(id)]);
    const requests = questions.flat().map(({ request }) => request);
    const answers = [...(await graph.batch(requests, { version: 'v1.0', deadline }))];
    return questions.map((asked) => standingFrom(asked, answers.splice(0, asked.length)));
  };

  function groupQuestions(personId: string): readonly Question[] {
    const ids = [...new Set(rules.groups.map(({ to }) => to))];
    const chunks = Array.from({ length: Math.ceil(ids.length / mostGroupsAsked) }, (_, index) =>
      ids.slice(index * mostGroupsAsked, (index + 1) * mostGroupsAsked),
    );
    return chunks.map((chunk) => ({
      request: membershipQuestion(personId, chunk),
      read: parseMemberships,
      grants: rules.groups.filter(({ to }) => chunk.includes(to)),
    }));
  }

  async function appRoleQuestion(deadline: Deadline): Promise<Reading<(id: string) => readonly Question[]>> {
    if (rules.appRoles.length === 0) return ok(() => []);
    const answer = await graph.get(pathOfAppPrincipal(appId), { version: 'v1.0', deadline });
    const principal = answer.ok ? parseAppPrincipal(answer.value, appId) : answer;
    if (!principal.ok) return principal;
    return ok((personId) => [
      {
        request: { path: pathOfAppRoleAssignments(personId, principal.value.id) },
        read: (assignments) => parseAppRoles(assignments, principal.value),
        grants: rules.appRoles,
      },
    ]);
  }
}

/** A person whom the directory does not know has nothing; one part that could not be read leaves all of it open. */
function standingFrom(questions: readonly Question[], answers: readonly BatchResult[]): Reading<Standing> {
  const standings: Standing[] = [];
  for (const [index, { read, grants }] of questions.entries()) {
    const names = parsedPart(answers[index], read);
    if (names.ok) {
      standings.push(...grants.filter(({ to }) => names.value.includes(to)).map(({ standing }) => standing));
    } else if (names.error.type !== 'not-found') return names;
  }
  return ok(together(standings));
}
