import type { Clock } from '../clock';
import type { GraphClient } from '../graph/graph-client';
import type { GraphFailure } from '../graph/graph-failure';
import { ok, type Result } from '../result';
import type { Actor } from './actor';
import { createAnswerMemory } from './answer-memory';
import { createEntraStandings } from './entra-standings';
import { raises, together, type RoleRules, type Standing } from './standing';

export interface StandingReaderOptions {
  readonly rules: RoleRules;
  readonly graph: GraphClient;
  readonly clock: Clock;
  /** The tenant whose directory Graph reads, and the app registration whose app roles count. */
  readonly directory: { readonly tenantId: string; readonly appId: string };
}

export interface StandingReader {
  /**
   * What a person may do; whoever is not named anywhere is an employee. What Entra says is remembered for five
   * minutes; `fresh` reads it again, for whatever writes. Never rejects, ends within four seconds.
   */
  standingOf(
    person: Pick<Actor, 'id' | 'tenantId'>,
    options: { readonly fresh: boolean },
  ): Promise<Result<Standing, GraphFailure>>;
}

const maxAgeMs = 5 * 60_000;
const mostPeople = 10_000;
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function createStandingReader(options: StandingReaderOptions): StandingReader {
  const { rules, graph, clock, directory } = options;
  const readAll = createEntraStandings({ rules, graph, clock, appId: directory.appId });
  const inEntra = createAnswerMemory({ readAll, clock, maxAgeMs, most: mostPeople });
  const givenInEntra = [...rules.groups, ...rules.appRoles];
  return {
    async standingOf({ id, tenantId }, { fresh }) {
      const listed = together(rules.people.filter(({ to }) => to === id).map(({ standing }) => standing));
      const isInDirectory = guid.test(id) && tenantId === directory.tenantId;
      const mayHaveMore = givenInEntra.some(({ standing }) => raises(listed, standing));
      if (!isInDirectory || !mayHaveMore) return ok(listed);
      const granted = await inEntra(id, { fresh });
      return granted.ok ? ok(together([listed, granted.value])) : granted;
    },
  };
}
