import { identifierOf } from '../../../graph/corporate-identifiers';
import type { Deadline } from '../../../graph/deadline';
import type { GraphFailure } from '../../../graph/graph-failure';
import { ok, type Result } from '../../../result';
import type { CorporateIdentifiers } from '../../corporate-identifiers';
import type { RowPatch, StoredRow } from '../import-rows';
import { hasWaitedLong, waitSeconds } from '../../../jobs/waiting';
import type { RunPhase } from './phase';

const rowsInRequest = 200;

const keyOf = (row: Parameters<typeof identifierOf>[0]): string => identifierOf(row).toLowerCase();

export const beginIdentifiers: RunPhase = async (it, { claims, clock, store }, mandate) => {
  await store.settleChoices(it.id, it.choices);
  // They belong to no group tag, so only who looks after all devices adds them.
  if (!mandate.mayAssign('')) await store.refuseTags(it.id, await store.rows(it.id, ['ready']));
  await claims.claim(it.id);
  await store.change(it.id, { isChecked: true, begunAt: clock.now() });
  return { type: 'next', phase: 'writing' };
};

export async function knownIdentifiers(
  rows: readonly StoredRow[],
  identifiers: CorporateIdentifiers,
  options: { readonly deadline?: Deadline } = {},
): Promise<Result<readonly RowPatch[], GraphFailure>> {
  const known = await identifiers.find(rows, options);
  if (!known.ok) return known;
  return ok(rows.filter((row) => known.value.has(keyOf(row))).map(({ line }) => ({ line, state: 'here' })));
}

/** Some rows at a time: those that are there already stay as they are. Adding one twice changes nothing. */
export const writeIdentifiers: RunPhase = async (it, { identifiers, store }, mandate) => {
  const rows = await store.rows(it.id, ['ready'], { limit: rowsInRequest });
  if (rows.length === 0) return { type: 'next', phase: 'reading-back' };
  const known = await knownIdentifiers(rows, identifiers);
  if (!known.ok) return { type: 'trouble', failure: known.error };
  await mandate.stillOurs();
  const there = new Set(known.value.map(({ line }) => line));
  const missing = rows.filter(({ line }) => !there.has(line));
  const added = missing.length === 0 ? ok([]) : await add(missing, identifiers);
  if (!added.ok) return { type: 'trouble', failure: added.error };
  await store.patch(it.id, [...known.value, ...added.value]);
  if (it.trouble !== undefined) await store.change(it.id, { trouble: null });
  return { type: 'again' };
};

/** One that Graph does not take spoils a whole request, so the request is halved until it is found. */
async function add(
  rows: readonly StoredRow[],
  identifiers: CorporateIdentifiers,
): Promise<Result<readonly RowPatch[], GraphFailure>> {
  const added = await identifiers.add(rows);
  if (added.ok) return ok(rows.map(({ line }) => ({ line, state: 'imported' })));
  if (added.error.type !== 'bad-request') return added;
  if (rows.length === 1) {
    return ok(rows.map(({ line }) => ({ line, state: 'failed', reason: 'identifierRefused' })));
  }
  const half = Math.ceil(rows.length / 2);
  const first = await add(rows.slice(0, half), identifiers);
  const second = first.ok ? await add(rows.slice(half), identifiers) : first;
  return first.ok && second.ok ? ok([...first.value, ...second.value]) : second;
}

export const readBackIdentifiers: RunPhase = async (it, { clock, identifiers, pace, store }, mandate) => {
  const rows = await store.rows(it.id, ['imported']);
  let left = rows.length;
  for (let from = 0; from < rows.length; from += rowsInRequest) {
    await mandate.stillOurs();
    const known = await knownIdentifiers(rows.slice(from, from + rowsInRequest), identifiers);
    if (!known.ok) return { type: 'trouble', failure: known.error };
    await store.patch(
      it.id,
      known.value.map(({ line }) => ({ line, state: 'added' })),
    );
    left -= known.value.length;
  }
  if (left === 0) return { type: 'next', phase: 'ended' };
  if (!hasWaitedLong(pace.readingBack, it.phaseSince, clock.now())) {
    return { type: 'wait', seconds: waitSeconds(pace.readingBack, it.waits) };
  }
  await store.move(it.id, ['imported'], { state: 'failed', reason: 'notListed' });
  return { type: 'next', phase: 'ended' };
};
