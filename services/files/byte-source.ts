import { setImmediate as nextTurn } from 'node:timers/promises';
import { UnreadableSheet } from './sheet';

/** A stream of bytes whose beginning is known. Whoever has it iterates `all` once, or closes it. */
export interface ByteSource {
  /** The first bytes, at most `headBytes`; fewer only when there are no more. */
  readonly head: Buffer;
  /** Everything, the head too, in pieces of at most `headBytes`. */
  readonly all: AsyncIterable<Buffer>;
  close(): Promise<void>;
}

const headBytes = 65_536;

/** Reading ends with `too-large` as soon as more than `limit` bytes have come. */
export async function openBytes(bytes: AsyncIterable<Uint8Array>, limit: number): Promise<ByteSource> {
  const pieces = inPieces(bytes, limit);
  const begun: Buffer[] = [];
  let length = 0;
  while (length < headBytes) {
    const piece = await pieces.next();
    if (piece.done === true) break;
    begun.push(piece.value);
    length += piece.value.length;
  }
  async function* all(): AsyncGenerator<Buffer> {
    try {
      for (let piece = begun.shift(); piece !== undefined; piece = begun.shift()) yield piece;
      yield* pieces;
    } finally {
      await pieces.return(undefined);
    }
  }
  return {
    head: Buffer.concat(begun).subarray(0, headBytes),
    all: all(),
    close: async () => {
      await pieces.return(undefined);
    },
  };
}

/** Bytes already in memory would be read in one go; a pause after each piece lets the rest of the bot work. */
async function* inPieces(
  bytes: AsyncIterable<Uint8Array>,
  limit: number,
): AsyncGenerator<Buffer, undefined, undefined> {
  let length = 0;
  for await (const chunk of bytes) {
    length += chunk.byteLength;
    if (length > limit) throw new UnreadableSheet('too-large');
    const buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    for (let at = 0; at < buffer.length; at += headBytes) {
      yield buffer.subarray(at, at + headBytes);
      await nextTurn();
    }
  }
}
