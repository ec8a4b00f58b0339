import type { ImportedDevice } from '../../../graph/imported-devices';
import type { FailureReason } from '../import';
import type { RowPatch, StoredRow } from '../import-rows';
import { hasWaitedLong, waitSeconds } from '../../../jobs/waiting';
import type { RunPhase } from './phase';

/** Reads Intune's import list as a whole until it has decided on every row of ours. */
export const follow: RunPhase = async (it, { store, queue, clock, pace }) => {
  const rows = await store.rows(it.id, ['sent']);
  if (rows.length === 0) return { type: 'next', phase: 'reading-back' };
  const listed = await queue.list();
  if (!listed.ok) return { type: 'trouble', failure: listed.error };
  const records = new Map(listed.value.rows.map((record) => [record.id, record]));
  const patches = rows.flatMap((row) => patchOf(row, records, listed.value.complete));
  await store.patch(it.id, patches);
  if (patches.length === rows.length) return { type: 'next', phase: 'reading-back' };
  if (hasWaitedLong(pace.following, it.phaseSince, clock.now())) {
    // Reading back decides on what Intune is silent about.
    const decided = new Set(patches.map(({ line }) => line));
    const silent = rows.filter(({ line }) => !decided.has(line));
    await store.patch(
      it.id,
      silent.map(({ line }) => ({ line, state: 'imported' })),
    );
    return { type: 'next', phase: 'reading-back' };
  }
  return { type: 'wait', seconds: waitSeconds(pace.following, it.waits) };
};

/** Nothing while Intune has not decided. A record that somebody removed leaves it to the reading back. */
function patchOf(
  { line, recordId = '' }: StoredRow,
  records: ReadonlyMap<string, ImportedDevice>,
  isWhole: boolean,
): readonly RowPatch[] {
  const record = records.get(recordId);
  if (record === undefined) return isWhole ? [{ line, state: 'imported' }] : [];
  const { registrationId } = record;
  if (record.status === 'complete') {
    return [{ line, state: 'imported', ...(registrationId !== undefined && { registrationId }) }];
  }
  return record.status === 'error' ? [{ line, state: 'failed', ...errorOf(record) }] : [];
}

/** By name: the numbers beside the names are not to be relied on (graph facts §2.3). */
const reasonByName: Readonly<Record<string, FailureReason>> = {
  storageerror: 'storageError',
  invalidztdrequestbody: 'invalidRequest',
  invalidztdhardwarehash: 'invalidHash',
  missingztdserialnumberandproductkey: 'missingSerial',
  ztddevicealreadyassigned: 'alreadyAssigned',
  ztddeviceassignedtoothertenant: 'otherTenant',
  ztddeviceassignedtoanothertenant: 'otherTenant',
  ztddeviceduplicated: 'duplicated',
};

/** For an error without a name. */
const reasonByCode: Readonly<Record<number, FailureReason>> = {
  640: 'storageError',
  801: 'invalidRequest',
  802: 'invalidHash',
  803: 'missingSerial',
  806: 'alreadyAssigned',
  808: 'otherTenant',
};

function errorOf({
  errorName,
  errorCode,
}: ImportedDevice): Pick<RowPatch, 'reason' | 'errorName' | 'errorCode'> {
  const name = errorName.trim();
  const reason = name === '' ? reasonByCode[errorCode] : reasonByName[name.toLowerCase()];
  return { reason: reason ?? 'other', errorName: name, errorCode };
}
