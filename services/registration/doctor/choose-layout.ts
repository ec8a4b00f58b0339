import type { SheetRow } from '../../files/sheet';
import type { Result } from '../../result';
import { fail, ok } from '../../result';
import type { FileKind, FileProblem } from './doctored-file';
import { holdsHash } from './hash-cells';
import { type Header, isFullHeader, readHeader } from './header';
import { looksLikeIdentifier } from './identifier-rows';

export interface Layout {
  readonly kind: FileKind;
  readonly hasHeader: boolean;
}

/** How many lines that are not blank may stand above a header. */
export const linesLookedAt = 20;

/** Decides by the first rows what a file is. Names before contents: what a header says is not overruled. */
export function chooseLayout(rows: readonly SheetRow[]): Result<Layout, FileProblem> {
  const headers = rows.map(({ cells }) => readHeader(cells));
  const first = (does: (header: Header) => boolean) => headers.find(does);
  if (first(isFullHeader) !== undefined) return ok({ kind: 'hashes', hasHeader: true });
  const withHash = first(({ places }) => places.has('hash'));
  if (withHash !== undefined) return fail({ type: 'no-serial-column', columns: withHash.names });
  const withSerial = first(({ places }) => places.has('serial'));
  if (withSerial !== undefined) return fail({ type: 'no-hash-column', columns: withSerial.names });
  if (rows.some(({ cells }) => holdsHash(cells))) return ok({ kind: 'hashes', hasHeader: false });
  return withoutHashes(rows, headers);
}

function withoutHashes(rows: readonly SheetRow[], headers: readonly Header[]): Result<Layout, FileProblem> {
  const identifiers = rows.filter(({ cells }) => looksLikeIdentifier(cells));
  if (identifiers.length * 2 > rows.length) return ok({ kind: 'identifiers', hasHeader: false });
  const table = headers.find(({ names }) => names.length > 1);
  if (table === undefined) return fail({ type: rows.length === 0 ? 'empty' : 'not-a-table' });
  return fail({ type: 'no-hash-column', columns: table.names });
}
