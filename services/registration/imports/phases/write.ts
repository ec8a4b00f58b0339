import { serialKey } from '../../../devices/serial-text';
import type { DeviceToImport, ImportedDevice } from '../../../graph/imported-devices';
import type { GraphFailure } from '../../../graph/graph-failure';
import type { Result } from '../../../result';
import { isTooLarge, surelyNotDone } from '../../../graph/surely-not-done';
import type { RowPatch, StoredRow } from '../import-rows';
import type { StoredImport } from '../import-store';
import type { Mandate, PhaseEnd, RunPhase, Tools } from './phase';

/** No limit is published for one request; below the fewest, rows go one by one in a batch (graph facts §2.5, §8.2). */
const rowsInRequest = { most: 100, fewest: 20 };
const requestsInOneGo = 5;

/**
 * Hands rows to Intune. A row is marked before it leaves; of one of which nobody knows whether it arrived, Intune's
 * list is asked before it is sent again.
 */
export const write: RunPhase = async (it, tools, mandate) => {
  const doubtful = await tools.store.rows(it.id, ['sending']);
  if (doubtful.length > 0) return resolve(it, doubtful, tools);
  let { chunkSize } = it;
  for (let request = 0; request < requestsInOneGo; request += 1) {
    const rows = await tools.store.rows(it.id, ['ready'], { limit: chunkSize });
    if (rows.length === 0) return { type: 'next', phase: 'following' };
    const sent = await send(it, rows, tools, mandate);
    if ('end' in sent) return sent.end;
    chunkSize = sent.chunkSize;
    await tools.store.change(it.id, { chunkSize });
  }
  return { type: 'again' };
};

type Sent = { readonly chunkSize: number } | { readonly end: PhaseEnd };

async function send(
  it: StoredImport,
  rows: readonly StoredRow[],
  tools: Tools,
  mandate: Mandate,
): Promise<Sent> {
  const { store, queue } = tools;
  await store.patch(it.id, inState(rows, 'sending'));
  await mandate.stillOurs();
  if (rows.length <= rowsInRequest.fewest && it.chunkSize <= rowsInRequest.fewest) {
    return singly(it, rows, tools);
  }
  const answer = await queue.submit(rows.map(asDevice));
  if (answer.ok) {
    await store.patch(
      it.id,
      rows.flatMap(({ line }, n) => sentPatch(line, answer.value[n])),
    );
    const isWhole = answer.value.every((record) => record !== undefined);
    if (!isWhole) return { end: { type: 'wait', seconds: tools.pace.doubt } };
    if (it.trouble !== undefined) await store.change(it.id, { trouble: null });
    return { chunkSize: Math.min(rowsInRequest.most, it.chunkSize * 2) };
  }
  if (!surelyNotDone(answer.error)) return { end: doubt(answer.error, tools) };
  await store.patch(it.id, inState(rows, 'ready'));
  if (!isRefusal(answer.error)) return { end: { type: 'trouble', failure: answer.error } };
  return { chunkSize: Math.max(rowsInRequest.fewest, Math.floor(rows.length / 2)) };
}

/** One row's fault is then its own. */
async function singly(it: StoredImport, rows: readonly StoredRow[], tools: Tools): Promise<Sent> {
  const { store, queue } = tools;
  const answers = await queue.submitSingly(rows.map(asDevice));
  await store.patch(
    it.id,
    rows.flatMap(({ line }, n) => singlePatch(line, answers[n])),
  );
  const failure = answers.flatMap((answer) =>
    answer.ok || isRefusal(answer.error) ? [] : [answer.error],
  )[0];
  if (failure !== undefined)
    return { end: surelyNotDone(failure) ? { type: 'trouble', failure } : doubt(failure, tools) };
  return { chunkSize: rowsInRequest.fewest * 2 };
}

/** What was sent may still have its effect. */
function doubt(failure: GraphFailure, { pace }: Tools): PhaseEnd {
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
  if (it.waits === 0 && it.trouble === undefined) return { type: 'wait', seconds: tools.pace.doubt };
  const listed = await tools.queue.list();
  if (!listed.ok) return { type: 'trouble', failure: listed.error };
  if (!listed.value.complete) return { type: 'trouble', failure: { type: 'incomplete' } };
  const known = new Set([...it.foreignRecords, ...(await tools.store.recordIds(it.id))]);
  const records = listed.value.rows.filter(({ id }) => !known.has(id));
  const taken = new Set<string>();
  const patches = rows.map(({ line, serial }): RowPatch => {
    const record = records.find(
      ({ id, serialNumber }) => !taken.has(id) && serialKey(serialNumber) === serialKey(serial),
    );
    if (record === undefined) return { line, state: 'ready' };
    taken.add(record.id);
    return { line, state: 'sent', recordId: record.id };
  });
  await tools.store.patch(it.id, patches);
  await tools.store.change(it.id, { waits: 0 });
  return { type: 'again' };
}
