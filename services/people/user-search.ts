import type { Clock } from '../clock';
import { deadlineAfter } from '../graph/deadline';
import type { GraphClient } from '../graph/graph-client';
import type { GraphFailure } from '../graph/graph-failure';
import { parseUser, parseUsers, pathOfUser, pathOfUsersNamed, type User } from '../graph/users';
import { ok, type Result } from '../result';

/**
 * Finds people in Entra by their user principal name, or by how their name begins; whoever is called exactly so comes
 * alone. At most `most`. Never rejects.
 */
export type UserSearch = (text: string, most: number) => Promise<Result<readonly User[], GraphFailure>>;

const readingMs = 6000;
const longestName = 120;

export function createUserSearch(graph: GraphClient, clock: Clock): UserSearch {
  async function byAddress(address: string): Promise<Result<readonly User[], GraphFailure>> {
    const deadline = deadlineAfter(readingMs, clock);
    const answer = await graph.get(pathOfUser(address), { version: 'v1.0', deadline });
    if (!answer.ok) return answer.error.type === 'not-found' ? ok([]) : answer;
    const user = parseUser(answer.value);
    return user.ok ? ok([user.value]) : user;
  }

  async function byName(name: string, most: number): Promise<Result<readonly User[], GraphFailure>> {
    const deadline = deadlineAfter(readingMs, clock);
    const answer = await graph.get(pathOfUsersNamed(name, most), { version: 'v1.0', deadline });
    const page = answer.ok ? parseUsers(answer.value) : answer;
    if (!page.ok) return page;
    const { rows } = page.value;
    const exact = rows.filter((user) => user.name.toLowerCase() === name.toLowerCase());
    return ok(exact.length === 1 ? exact : rows);
  }

  return (text, most) => {
    const asked = text.trim().slice(0, longestName);
    if (asked === '') return Promise.resolve(ok([]));
    return asked.includes('@') ? byAddress(asked) : byName(asked, most);
  };
}
