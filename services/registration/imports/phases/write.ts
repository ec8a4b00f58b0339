import { serialKey } from '../../../devices/serial-text';
import type { DeviceToImport, ImportedDevice } from '../../../graph/imported-devices';
import type { GraphFailure } from '../../../graph/graph-failure';
import { isTooLarge, surelyNotDone } from '../../../graph/surely-not-done';
import type { Result } from '../../../result';
import type { RowPatch, StoredRow } from '../import-rows';
import type { StoredImport } from '../import-store';
import type { PhaseEnd, RunPhase, Tools } from './phase';

/** No limit is published for one request; at the fewest, rows go one by one in a batch (graph facts §2.5, §8.2). */
const rowsInRequest = { most: 100, fewest: 20 };
/** A row that Graph's list never shows by the name it was sent with is read back instead of sent for ever. */
const mostSends = 20;

/**
 * Hands rows to Intune, one request at a time. A row is marked before it leaves; of one of which nobody knows whether
 * it arrived, Intune's list is asked before it is sent again.
 */
export const write: RunPhase = async (it, tools, mandate) => {
  const { store } = tools;
  const doubtful = await store.rows(it.id, ['sending']);
  if (doubtful.length > 0) return resolve(it, doubtful, tools);
  const rows = await store.rows(it.id, ['ready'], { limit: it.chunkSize, withHash: true });
  if (rows.length === 0) return { type: 'next', phase: 'following' };
  const barred = rows.filter(({ tag }) => !mandate.mayAssign(tag));
  if (barred.length > 0) {
    await store.refuseTags(it.id, barred);
    return { type: 'again' };
  }
  await store.patch(it.id, inState(rows, 'sending'));
  await store.change(it.id, { hasWaited: false });
  await mandate.stillOurs();
  const isFew = rows.length <= rowsInRequest.fewest && it.chunkSize <= rowsInRequest.fewest;
  return isFew ? singly(it, rows, tools) : together(it, rows, tools);
};

async function together(it: StoredImport, rows: readonly StoredRow[], tools: Tools): Promise<PhaseEnd> {
  const { store, queue } = tools;
  const answer = await queue.submit(rows.map(asDevice));
  if (answer.ok) {
    await store.patch(
      it.id,
      rows.flatMap(({ line }, n) => sentPatch(line, answer.value[n])),
    );
    const chunkSize = Math.min(it.chunkLimit, Math.max(it.chunkSize, rows.length * 2));
    await store.change(it.id, { chunkSize, trouble: null });
    return { type: 'again' };
  }
  if (!surelyNotDone(answer.error)) return doubt(it, answer.error, tools);
  await store.patch(it.id, inState(rows, 'ready'));
  if (!isRefusal(answer.error)) return { type: 'trouble', failure: answer.error };
  const half = Math.max(rowsInRequest.fewest, Math.floor(rows.length / 2));
  await store.change(it.id, { chunkSize: half, chunkLimit: half });
  return { type: 'again' };
}

/** One row's fault is then its own; and if it was a row's fault, it was not the size. */
async function singly(it: StoredImport, rows: readonly StoredRow[], tools: Tools): Promise<PhaseEnd> {
  const { store, queue } = tools;
  const answers = await queue.submitSingly(rows.map(asDevice));
  await store.patch(
    it.id,
    rows.flatMap(({ line }, n) => singlePatch(line, answers[n])),
  );
  const failures = answers.flatMap((answer) => (answer.ok ? [] : [answer.error]));
  const unheard = failures.find((failure) => !surelyNotDone(failure));
  if (unheard !== undefined) return doubt(it, unheard, tools);
  const passing = failures.find((failure) => !isRefusal(failure));
  if (passing !== undefined) return { type: 'trouble', failure: passing };
  const chunkLimit = failures.length > 0 ? rowsInRequest.most : it.chunkLimit;
  const chunkSize = Math.min(chunkLimit, rowsInRequest.fewest * 2);
  await store.change(it.id, { chunkSize, chunkLimit, trouble: null });
  return { type: 'again' };
}

/** What was sent may still have its effect. */
async function doubt(it: StoredImport, failure: GraphFailure, { store, pace }: Tools): Promise<PhaseEnd> {
  await store.change(it.id, { hasWaited: true });
  return { type: 'trouble', failure, notBefore: pace.doubt };
}

function singlePatch(
  line: number,
  answer: Result<ImportedDevice, GraphFailure> | undefined,
): readonly RowPatch[] {
  if (answer === undefined) return [];
  if (answer.ok) return sentPatch(line, answer.value);
  if (isRefusal(answer.error)) return [{ line, state: 'failed', ...refusalOf(answer.error) }];
  return surelyNotDone(answer.error) ? [{ line, state: 'ready' }] : [];
}

function refusalOf(failure: GraphFailure): Pick<RowPatch, 'reason' | 'errorName'> {
  if (isTooLarge(failure)) return { reason: 'tooLarge' };
  if (failure.detail?.includes('Edm.Binary')) return { reason: 'badLiteral' };
  return { reason: 'refusedByGraph', ...(failure.code !== undefined && { errorName: failure.code }) };
}

/** Something in the rows is not to Graph's liking. */
function isRefusal(failure: GraphFailure): boolean {
  return failure.type === 'bad-request' || isTooLarge(failure);
}

function sentPatch(line: number, record: ImportedDevice | undefined): readonly RowPatch[] {
  return record === undefined ? [] : [{ line, state: 'sent', recordId: record.id }];
}

function inState(rows: readonly StoredRow[], state: 'sending' | 'ready'): readonly RowPatch[] {
  return rows.map(({ line }) => ({ line, state }));
}

function asDevice({ serial, hash = '', tag, user }: StoredRow): DeviceToImport {
  return { serial, hash, tag, user };
}

/** What arrived unheard stands in Intune's list by now; the rest is to be sent again. */
async function resolve(it: StoredImport, rows: readonly StoredRow[], tools: Tools): Promise<PhaseEnd> {
  const { store, queue, pace } = tools;
  if (!it.hasWaited) {
    await store.change(it.id, { hasWaited: true });
    return { type: 'pause', seconds: pace.doubt };
  }
  const listed = await queue.list();
  if (!listed.ok) return { type: 'trouble', failure: listed.error };
  if (!listed.value.complete) return { type: 'trouble', failure: { type: 'incomplete' } };
  const known = new Set([...it.foreignRecords, ...(await store.recordIds(it.tenantId))]);
  const records = listed.value.rows.filter(({ id }) => !known.has(id));
  await store.patch(it.id, rowsFound(rows, records));
  return { type: 'again' };
}

function rowsFound(rows: readonly StoredRow[], records: readonly ImportedDevice[]): readonly RowPatch[] {
  const left = new Set(records);
  return rows.map(({ line, serial, sends, sharesSerial }): RowPatch => {
    // Whose record it is that has a placeholder for a serial number, nobody can tell.
    if (sharesSerial) return { line, state: 'failed', reason: 'noAnswer' };
    const record = [...left].find(({ serialNumber }) => serialKey(serialNumber) === serialKey(serial));
    if (record === undefined) return { line, state: sends < mostSends ? 'ready' : 'imported' };
    left.delete(record);
    return { line, state: 'sent', recordId: record.id };
  });
}
