import type { Clock } from '../clock';
import { parsedPart, partsPerBatch, type BatchRequest, type BatchResult } from '../graph/batch';
import { deadlineAfter, type Deadline } from '../graph/deadline';
import type { GraphClient } from '../graph/graph-client';
import type { GraphFailure } from '../graph/graph-failure';
import {
  importActionBody,
  importActionPath,
  importBody,
  importedDevice,
  importedDevicesPath,
  parseImportAnswer,
  parseImportedDevice,
  pathOfImportedDevice,
  type DeviceToImport,
  type ImportedDevice,
} from '../graph/imported-devices';
import { serialKey } from '../devices/serial-text';
import { ok, type Result } from '../result';

/** `complete` is false when records were left unread: what is missing from `rows` may be there nevertheless. */
interface ImportList {
  readonly rows: readonly ImportedDevice[];
  readonly complete: boolean;
}

interface Removal {
  readonly id: string;
  readonly gone: boolean;
}

/**
 * The queue through which devices are registered. Nothing here rejects. A write is sent again only after 429; of any
 * other failure `surelyNotDone` tells whether it may be repeated without looking.
 */
export interface ImportQueue {
  /**
   * All in one request, which is taken or refused as a whole. Gives the records in the order of the devices,
   * undefined for one that the answer leaves out: it may be in the queue nevertheless.
   */
  submit(
    devices: readonly DeviceToImport[],
    options?: { readonly deadline?: Deadline },
  ): Promise<Result<readonly (ImportedDevice | undefined)[], GraphFailure>>;
  /** Each on its own, one result for each, in their order. */
  submitSingly(devices: readonly DeviceToImport[]): Promise<readonly Result<ImportedDevice, GraphFailure>[]>;
  /** Everybody's records, those of other tools too. */
  list(): Promise<Result<ImportList, GraphFailure>>;
  /** Gone is also what was not there. Stops asking when Graph takes nothing any more. */
  remove(ids: readonly string[]): Promise<readonly Removal[]>;
}

/** A request of a megabyte takes its time, and may wait for the write budget before. */
const patience = { requestMs: 45_000, operationMs: 60_000 };
/** For a page of the list, which is long but needs no upload. */
const pageMs = 20_000;
const mostPages = 200;

export function createImportQueue(graph: GraphClient, clock: Clock): ImportQueue {
  const { requestMs, operationMs } = patience;
  const call = (deadline = deadlineAfter(operationMs, clock)) =>
    ({ version: 'v1.0', requestMs, deadline }) as const;

  return {
    async submit(devices, { deadline } = {}) {
      if (devices.length === 0) return ok([]);
      const body = importActionBody(devices);
      const answer = await graph.write('POST', importActionPath, { ...call(deadline), body });
      if (!answer.ok) return answer;
      const records = parseImportAnswer(answer.value);
      return records.ok ? ok(inOrderOf(devices, records.value)) : records;
    },

    async submitSingly(devices) {
      const results: Result<ImportedDevice, GraphFailure>[] = [];
      for (const part of partsOf(devices)) {
        const requests = part.map((device): BatchRequest => {
          return { method: 'POST', path: importedDevicesPath, body: importBody(device) };
        });
        const answers = await graph.batch(requests, call());
        results.push(...part.map((_, index) => parsedPart(answers[index], parseImportedDevice)));
      }
      return results;
    },

    list: () =>
      graph.listOf(importedDevicesPath, importedDevice, {
        ...call(),
        requestMs: pageMs,
        maxPages: mostPages,
      }),

    async remove(ids) {
      const removals: Removal[] = [];
      for (const part of partsOf(ids)) {
        const requests = part.map((id) => ({ method: 'DELETE' as const, path: pathOfImportedDevice(id) }));
        const answers = await graph.batch(requests, call());
        removals.push(...part.map((id, index) => ({ id, gone: isGone(answers[index]) })));
        if (!answers.some(isGone)) break;
      }
      return [...removals, ...ids.slice(removals.length).map((id) => ({ id, gone: false }))];
    },
  };
}

function partsOf<T>(all: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / partsPerBatch) }, (_, index) =>
    all.slice(index * partsPerBatch, (index + 1) * partsPerBatch),
  );
}

function isGone(answer: BatchResult | undefined): boolean {
  return answer?.ok === true || answer?.error.type === 'not-found';
}

/**
 * Records are told apart by their serial; of several with one serial the first belongs to the first device. What is
 * left over then, because the service spells a serial otherwise or leaves it out, counts by its place, where the
 * answer has as many rows as were sent.
 */
function inOrderOf(
  devices: readonly DeviceToImport[],
  records: readonly (ImportedDevice | undefined)[],
): readonly (ImportedDevice | undefined)[] {
  const bySerial = new Map<string, ImportedDevice[]>();
  for (const record of records) {
    if (record === undefined) continue;
    const key = serialKey(record.serialNumber);
    const sharing = bySerial.get(key);
    if (sharing) sharing.push(record);
    else bySerial.set(key, [record]);
  }
  const found = devices.map(({ serial }) => bySerial.get(serialKey(serial))?.shift());
  if (records.length !== devices.length) return found;
  const taken = new Set(found);
  return found.map((record, index) => {
    const inPlace = records[index];
    return record ?? (inPlace !== undefined && !taken.has(inPlace) ? inPlace : undefined);
  });
}
