import { sql } from 'kysely';
import type { GraphClient } from '../graph/graph-client';
import type { GraphFailure } from '../graph/graph-failure';
import { parseUser, parseUsers, pathOfUser, pathOfUsersNamed } from '../graph/users';
import type { Result } from '../result';
import { ok } from '../result';
import type { Db } from '../store/store';

/** Somebody who can be asked about; the address is empty for one whom only the audit knows. */
interface KnownPerson {
  readonly id: string;
  readonly name: string;
  readonly address: string;
}

/** Finds people by what others call them: in Entra, and among those who did something. */
export interface KnownPeople {
  /** By address, name, given name or surname; of several hits all, at most `mostFound`. */
  find(text: string): Promise<Result<readonly KnownPerson[], GraphFailure>>;
  /** Empty when nobody knows. */
  nameOf(personId: string): Promise<string>;
}

const mostFound = 6;
const version = 'v1.0';

export function createKnownPeople(db: Db, graph: GraphClient): KnownPeople {
  async function inEntra(text: string): Promise<Result<readonly KnownPerson[], GraphFailure>> {
    if (text.includes('@')) {
      const answer = await graph.get(pathOfUser(text), { version });
      const found = answer.ok ? parseUser(answer.value) : answer;
      if (found.ok) return ok([found.value]);
      return found.error.type === 'not-found' ? ok([]) : found;
    }
    const answer = await graph.get(pathOfUsersNamed(text, mostFound), { version });
    const found = answer.ok ? parseUsers(answer.value) : answer;
    return found.ok ? ok(found.value.rows) : found;
  }

  /** A name, or a word of it, that begins so. */
  async function inAudit(text: string): Promise<readonly KnownPerson[]> {
    const pattern = `% ${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
    const rows = await db
      .selectFrom('audit')
      .distinctOn('actor_id')
      .select(['actor_id', 'actor_name'])
      .where(sql<boolean>`' ' || lower(actor_name) like ${pattern}`)
      .where('actor_id', '<>', '')
      .orderBy('actor_id')
      .orderBy('entry', 'desc')
      .limit(mostFound)
      .execute();
    return rows.map(({ actor_id: id, actor_name: name }) => ({ id, name, address: '' }));
  }

  return {
    async find(text) {
      const [entra, audit] = await Promise.all([inEntra(text), inAudit(text)]);
      if (!entra.ok && audit.length === 0) return entra;
      const people = [...audit, ...(entra.ok ? entra.value : [])];
      const found = [...new Map(people.map((person) => [person.id, person])).values()];
      const called = found.filter(({ name }) => name.toLowerCase() === text.toLowerCase());
      return ok((called.length > 0 ? called : found).slice(0, mostFound));
    },
    async nameOf(personId) {
      const row = await db
        .selectFrom('audit')
        .select('actor_name')
        .where('actor_id', '=', personId)
        .orderBy('entry', 'desc')
        .limit(1)
        .executeTakeFirst();
      if (row !== undefined) return row.actor_name;
      const answer = await graph.get(pathOfUser(personId), { version });
      const found = answer.ok ? parseUser(answer.value) : answer;
      return found.ok ? found.value.name : '';
    },
  };
}
