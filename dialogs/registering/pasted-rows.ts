import { Readable } from 'node:stream';

/** A hardware hash begins so: base64 of "OA" and the length of what follows (graph facts §9). */
const hash = /(^|[^A-Za-z0-9+/])T0[E-H][A-Za-z0-9+/]{60,}/;
/** The header that Get-WindowsAutopilotInfo writes, in whatever case. */
const header = /^.{0,40}\b(device )?serial ?number["']?\s*[,;\t].*hardware ?hash/im;

/** Whether somebody pasted rows of a file instead of sending it. */
export function holdsRows(text: string): boolean {
  return hash.test(text) || header.test(text);
}

/** The rows alone: what is said beside them stands in lines of its own before them. */
export function rowsOf(text: string): AsyncIterable<Uint8Array> {
  const lines = text.split(/\r?\n/);
  const first = lines.findIndex((line) => /[,;\t]/.test(line) && (hash.test(line) || header.test(line)));
  return Readable.from([Buffer.from(lines.slice(Math.max(0, first)).join('\n'), 'utf8')]);
}
