import { parseRegistrations, pathOfSerialsContaining } from '../graph/autopilot-devices';
import type { BatchResult } from '../graph/batch';
import { parsedPart } from '../graph/batch';
import type { Deadline } from '../graph/deadline';
import type { GraphClient } from '../graph/graph-client';
import type { GraphFailure } from '../graph/graph-failure';
import type { ManagedDevice } from '../graph/managed-devices';
import { parseManagedDevices, pathOfManagedDevicesWithSerial } from '../graph/managed-devices';
import type { Page } from '../graph/wire';
import type { Result } from '../result';
import { fail, ok } from '../result';
import type { Registration } from './device-status';
import { plainSearchText, searchText, serialKey } from './serial-text';

export interface RegistrationHits {
  readonly exact: readonly Registration[];
  /** Whatever contains the text asked for, the exact ones too. */
  readonly near: readonly Registration[];
}

/** Serials are cleaned and distinct; answers come in their order. */
export async function searchRegistrations(
  graph: GraphClient,
  serials: readonly string[],
  deadline: Deadline,
): Promise<readonly Result<RegistrationHits, GraphFailure>[]> {
  const questions = serials.map((serial) => {
    const text = searchText(serial);
    const plain = plainSearchText(text);
    return [pathOfSerialsContaining(text), ...(plain === undefined ? [] : [pathOfSerialsContaining(plain)])];
  });
  const requests = questions.flat().map((path) => ({ path }));
  const answers = [...(await graph.batch(requests, { version: 'v1.0', deadline }))];
  return serials.map((serial, index) => {
    const [asTyped, plain] = answers.splice(0, questions[index]?.length ?? 0);
    return registrationsOf(serial, usable(asTyped, plain));
  });
}

/** A batch of its own, for a batch answers as slowly as its slowest part. */
export async function searchIntune(
  graph: GraphClient,
  serials: readonly string[],
  deadline: Deadline,
): Promise<readonly Result<readonly ManagedDevice[], GraphFailure>[]> {
  const requests = serials.map((serial) => ({ path: pathOfManagedDevicesWithSerial(serial) }));
  const answers = await graph.batch(requests, { version: 'v1.0', deadline });
  return serials.map((serial, index) => intuneOf(serial, answers[index]));
}

/** The plainer question has more hits, so it is used only where the service refused the other one. */
function usable(asTyped: BatchResult | undefined, plain: BatchResult | undefined): BatchResult | undefined {
  const isRefused = asTyped?.ok === false && asTyped.error.type === 'bad-request';
  return isRefused && plain ? plain : asTyped;
}

function registrationsOf(
  serial: string,
  answer: BatchResult | undefined,
): Result<RegistrationHits, GraphFailure> {
  const page = parsedPart(answer, parseRegistrations);
  if (!page.ok) return page;
  const key = serialKey(serial);
  const exact = page.value.rows.filter((row) => serialKey(row.serialNumber) === key);
  if (exact.length === 0 && mayContinueBefore(key, page.value)) return fail({ type: 'incomplete' });
  return ok({ exact, near: page.value.rows });
}

/** The list is sorted by serial, so an unread page matters only while the last row sorts before the one sought. */
function mayContinueBefore(key: string, { rows, nextLink }: Page<Registration>): boolean {
  return nextLink !== undefined && serialKey(rows.at(-1)?.serialNumber ?? '') <= key;
}

function intuneOf(
  serial: string,
  answer: BatchResult | undefined,
): Result<readonly ManagedDevice[], GraphFailure> {
  const page = parsedPart(answer, parseManagedDevices);
  if (!page.ok) return page;
  const key = serialKey(serial);
  const exact = page.value.rows.filter((row) => serialKey(row.serialNumber ?? '') === key);
  return exact.length === 0 && page.value.nextLink !== undefined ? fail({ type: 'incomplete' }) : ok(exact);
}
