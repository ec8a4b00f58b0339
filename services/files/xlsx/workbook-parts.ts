import { posix } from 'node:path';
import { UnreadableSheet } from '../sheet';
import type { Archive } from './archive';
import { localName, xmlEvents, type OpenTag } from './xml-events';

/** Paths in the archive; `strings` is absent when every text stands in its cell. */
export interface WorkbookParts {
  readonly sheet: string;
  readonly strings?: string;
}

interface Relation {
  readonly id: string;
  /** Last part of the type, which is the same in both editions of the standard. */
  readonly kind: string;
  readonly path: string;
}

const mostRelations = 10_000;

/** Finds the sheet a person sees first; a zip file that holds something else is `not-a-table`. */
export async function workbookParts(archive: Archive): Promise<WorkbookParts> {
  const workbook = (await relations(archive, '')).find(({ kind }) => kind === 'officeDocument')?.path;
  if (workbook === undefined || !archive.has(workbook) || workbook.endsWith('.bin')) {
    throw new UnreadableSheet('not-a-table');
  }
  const related = await relations(archive, workbook);
  const sheets = new Map(
    related.filter(({ kind }) => kind === 'worksheet').map(({ id, path }) => [id, path]),
  );
  const sheet = await firstVisible(archive.read(workbook), sheets);
  const strings = related.find(({ kind, path }) => kind === 'sharedStrings' && archive.has(path))?.path;
  return strings === undefined ? { sheet } : { sheet, strings };
}

async function firstVisible(
  chunks: AsyncIterable<Buffer>,
  sheets: ReadonlyMap<string, string>,
): Promise<string> {
  let isFirst = true;
  for await (const batch of xmlEvents(chunks)) {
    for (const event of batch) {
      if (event.type !== 'open') continue;
      if (isFirst && event.name !== 'workbook') throw new UnreadableSheet('not-a-table');
      isFirst = false;
      const path = event.name === 'sheet' ? visiblePath(event, sheets) : undefined;
      if (path !== undefined) return path;
    }
  }
  throw new UnreadableSheet('not-a-table');
}

function visiblePath({ attributes }: OpenTag, sheets: ReadonlyMap<string, string>): string | undefined {
  if ((attributes['state'] ?? 'visible') !== 'visible') return undefined;
  const key = Object.keys(attributes).find((name) => name.includes(':') && localName(name) === 'id');
  return key === undefined ? undefined : sheets.get(attributes[key] ?? '');
}

/** What a part refers to, by the `.rels` beside it; `''` is the package as a whole. */
async function relations(archive: Archive, part: string): Promise<readonly Relation[]> {
  const folder = posix.dirname(part);
  const path = posix.join(folder, '_rels', `${posix.basename(part)}.rels`);
  if (!archive.has(path)) return [];
  const found: Relation[] = [];
  for await (const batch of xmlEvents(archive.read(path))) {
    for (const event of batch) {
      if (event.type !== 'open' || event.name !== 'Relationship') continue;
      if (found.length === mostRelations) throw new UnreadableSheet('damaged');
      const { Id: id = '', Type: type = '', Target: target = '' } = event.attributes;
      const absolute = posix.resolve('/', folder, target);
      found.push({ id, kind: type.slice(type.lastIndexOf('/') + 1), path: absolute.slice(1) });
    }
  }
  return found;
}
