import type { Say } from '../../cards/messages';
import { mostDevices } from '../../services/changes/rules';
import type { DownloadFailure } from '../../services/files/download';
import {
  readSerialColumn,
  serialFileLimits,
  type BadLine,
  type SerialColumn,
} from '../../services/files/serial-column';
import { fail, ok, type Result } from '../../services/result';
import { attachedSource, type FileSource } from '../attached-source';
import type { CommandServices } from '../command-services';
import type { Invocation } from '../invocation';
import { holdsRows } from '../registering/pasted-rows';
import type { Brought } from '../writing/write';

/** What a file names, and what the person is to know of how it was read. */
interface SerialList extends SerialColumn {
  readonly notes: readonly string[];
}

const nothing: Brought = { slots: {}, notes: [] };

/** For `brought` of a writing command: the devices of the file that came with a message, dropped, pasted or shared. */
export async function serialsBrought(
  invocation: Invocation,
  services: CommandServices,
): Promise<Result<Brought, string>> {
  const { files, slots, text } = invocation;
  // Whoever names devices in a channel is not kept waiting while Graph is asked for files.
  if (slots.serials.length > 0 && files.length === 0 && !holdsRows(text)) return ok(nothing);
  const list = await serialsFromFile(invocation, services);
  if (list === undefined) return ok(nothing);
  if (!list.ok) return list;
  const { serials, notes } = list.value;
  return ok({ slots: { serials }, notes });
}

/** Undefined when no file came; a sentence when it cannot be used. */
async function serialsFromFile(
  invocation: Invocation,
  services: CommandServices,
): Promise<Result<SerialList, string> | undefined> {
  const source = await attachedSource(invocation, services, { maxBytes: serialFileLimits.bytes });
  if (source === undefined) return undefined;
  const say = services.messages(invocation.locale);
  const taken = await services.readingSlots.within(() =>
    source.read((bytes) => readSerialColumn(bytes, { most: mostDevices })),
  );
  if (!taken.ok) return fail(say('serialFile.busy'));
  const read = taken.value;
  if (!read.ok) return fail(downloadSentence(say, read.error));
  const column = read.value;
  if (!column.ok) return fail(say(`serialFile.problem.${column.error.type}`, { most: mostDevices }));
  return ok({ ...column.value, notes: notesOn(say, column.value, source) });
}

function downloadSentence(say: Say, { type }: DownloadFailure): string {
  return say(`serialFile.download.${type}`);
}

function notesOn(say: Say, column: SerialColumn, { name, others }: FileSource): readonly string[] {
  const { serials, duplicates, badCount, holdsTags } = column;
  const file = name || say('register.unnamed');
  return [
    say('serialFile.read', { count: serials.length, file }),
    ...(others > 0 ? [say('serialFile.others', { count: others })] : []),
    ...(duplicates > 0 ? [say('serialFile.duplicates', { count: duplicates })] : []),
    ...(badCount > 0 ? [say('serialFile.bad', { count: badCount, lines: linesOf(say, column) })] : []),
    ...(holdsTags ? [say('serialFile.tags')] : []),
  ];
}

function linesOf(say: Say, { bad, badCount }: SerialColumn): string {
  const lines = bad.map((line) => lineOf(say, line)).join(', ');
  return badCount > bad.length ? say('serialFile.moreLines', { lines }) : lines;
}

function lineOf(say: Say, { line, text }: BadLine): string {
  return text === '' ? say('serialFile.emptyLine', { line }) : say('serialFile.line', { line, text });
}
