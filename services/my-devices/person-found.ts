import { parsedPart } from '../graph/batch';
import type { Deadline } from '../graph/deadline';
import type { GraphClient } from '../graph/graph-client';
import type { GraphFailure } from '../graph/graph-failure';
import { parseManagedDevices, pathOfManagedDevicesOf, type ManagedDevice } from '../graph/managed-devices';
import { parseUser, pathOfUser } from '../graph/users';
import { ok, type Result } from '../result';

/** Somebody of the directory with Intune's records of which they are the primary user. `id` in lower case. */
export interface PersonFound {
  readonly id: string;
  /** User principal name, lower case; empty when the directory names none. */
  readonly address: string;
  readonly records: readonly ManagedDevice[];
}

/** Whoever the directory does not know is treated as somebody of another organisation. */
export async function personInDirectory(
  graph: GraphClient,
  personId: string,
  deadline: Deadline,
): Promise<Result<PersonFound | 'guest', GraphFailure>> {
  const requests = [{ path: pathOfUser(personId) }, { path: pathOfManagedDevicesOf(personId) }];
  const [userPart, recordsPart] = await graph.batch(requests, { version: 'v1.0', deadline });
  const user = parsedPart(userPart, parseUser);
  if (!user.ok) return user.error.type === 'not-found' ? ok('guest') : user;
  if (user.value.isGuest === true) return ok('guest');
  const records = parsedPart(recordsPart, parseManagedDevices);
  if (!records.ok && records.error.type !== 'not-found') return records;
  const rows = records.ok ? records.value.rows : [];
  return ok({
    id: personId,
    address: user.value.address.toLowerCase(),
    // A service that ignores whose devices were asked for must not make them this person's.
    records: rows.filter(({ record }) => record.userId === personId),
  });
}
