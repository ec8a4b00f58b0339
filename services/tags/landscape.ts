import type { Clock } from '../clock';
import { deadlineAfter } from '../graph/deadline';
import {
  deploymentProfile,
  deploymentProfilesPath,
  type DeploymentProfile,
} from '../graph/deployment-profiles';
import {
  enrollmentConfiguration,
  enrollmentConfigurationsPath,
  type EnrollmentConfiguration,
} from '../graph/enrollment-configurations';
import type { GraphClient } from '../graph/graph-client';
import type { GraphFailure } from '../graph/graph-failure';
import { dynamicGroup, dynamicGroupsPath, type DynamicGroup } from '../graph/groups';
import { createAnswerMemory } from '../people/answer-memory';
import { fail, ok, type Result } from '../result';
import { membershipRule, type MembershipRule } from './rules/membership-rule';

export interface RuledGroup extends Omit<DynamicGroup, 'rule'> {
  readonly rule: MembershipRule;
}

/** `isComplete` is false when the tenant has more dynamic groups than are read. */
export interface RuledGroups {
  readonly groups: readonly RuledGroup[];
  readonly isComplete: boolean;
}

/** What decides where a tag leads. Each piece is read anew every five minutes at most, and fails alone. */
export interface Landscape {
  groups(): Promise<Result<RuledGroups, GraphFailure>>;
  profiles(): Promise<Result<readonly DeploymentProfile[], GraphFailure>>;
  statusPages(): Promise<Result<readonly EnrollmentConfiguration[], GraphFailure>>;
}

const keptMs = 5 * 60_000;
const patience = { requestMs: 8_000, operationMs: 12_000 };

export function createLandscape(graph: GraphClient, clock: Clock): Landscape {
  const options = (version: 'beta' | 'v1.0') => ({
    version,
    requestMs: patience.requestMs,
    deadline: deadlineAfter(patience.operationMs, clock),
  });
  const groups = remembered(clock, async () => {
    const list = await graph.listOf(dynamicGroupsPath, dynamicGroup, options('v1.0'));
    if (!list.ok) return list;
    const ruled = list.value.rows.map(({ rule = '', ...group }) => ({
      ...group,
      rule: membershipRule(rule),
    }));
    return ok({ groups: ruled, isComplete: list.value.complete });
  });
  const profiles = remembered(clock, async () =>
    whole(await graph.listOf(deploymentProfilesPath, deploymentProfile, options('beta'))),
  );
  const statusPages = remembered(clock, async () => {
    const all = whole(
      await graph.listOf(enrollmentConfigurationsPath, enrollmentConfiguration, options('beta')),
    );
    return all.ok ? ok(all.value.filter(({ isStatusPage }) => isStatusPage)) : all;
  });
  return { groups, profiles, statusPages };
}

/** A list that was not read to its end might lack the very one that counts. */
function whole<T>(
  list: Result<{ readonly rows: readonly T[]; readonly complete: boolean }, GraphFailure>,
): Result<readonly T[], GraphFailure> {
  if (!list.ok) return list;
  return list.value.complete ? ok(list.value.rows) : fail({ type: 'incomplete' });
}

function remembered<T>(
  clock: Clock,
  read: () => Promise<Result<T, GraphFailure>>,
): () => Promise<Result<T, GraphFailure>> {
  const memory = createAnswerMemory({
    readAll: async (keys: readonly string[]) => {
      const answer = await read();
      return keys.map(() => answer);
    },
    clock,
    maxAgeMs: keptMs,
    most: 1,
  });
  return () => memory('all', { fresh: false });
}
