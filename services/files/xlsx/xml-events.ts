import { TextDecoder } from 'node:util';
import { SaxesParser } from 'saxes';
import { UnreadableSheet } from '../sheet';

export interface OpenTag {
  readonly type: 'open';
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Names come without their namespace prefix, those of attributes with it: some writers say `x:row`. */
export type XmlEvent =
  | OpenTag
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'close'; readonly name: string };

type Parser = SaxesParser<{ position: false; xmlns: false }>;

/** A few bytes of markup can cost the parser a hundred; an honest workbook stays far below these. */
const deepest = 64;
const depthSteps = { open: 1, text: 0, close: -1 } as const;
const mostAttributes = 256;
/** Bytes: a cell of Excel holds 32,767 characters, each of which takes some ten at most in XML. */
const longestPiece = 1024 * 1024;

/**
 * Reads XML as it arrives; one batch for each chunk. Ends with an `UnreadableSheet` when it is not well-formed or
 * brings a document type, the door to entities of its own.
 */
export async function* xmlEvents(chunks: AsyncIterable<Buffer>): AsyncGenerator<readonly XmlEvent[]> {
  let batch: XmlEvent[] = [];
  let silence = 0;
  let depth = 0;
  let decoder: TextDecoder | undefined;
  const parser = createParser((event) => {
    silence = 0;
    if (event === undefined) return;
    depth += depthSteps[event.type];
    if (depth > deepest) refuse();
    batch.push(event);
  });
  for await (const chunk of chunks) {
    decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
    silence += chunk.length;
    feed(parser, decoder, chunk);
    if (silence > longestPiece) throw new UnreadableSheet('row-too-long');
    yield batch;
    batch = [];
  }
  feed(parser, decoder ?? new TextDecoder());
  yield batch;
}

function feed(parser: Parser, decoder: TextDecoder, chunk?: Buffer): void {
  try {
    parser.write(decoder.decode(chunk, { stream: chunk !== undefined }));
    if (chunk === undefined) parser.close();
  } catch (error) {
    throw error instanceof UnreadableSheet ? error : new UnreadableSheet('damaged');
  }
}

/** `heard` is told of everything that ends a piece of markup; of what matters, with the event. */
function createParser(heard: (event?: XmlEvent) => void): Parser {
  const parser: Parser = new SaxesParser({ position: false, xmlns: false });
  parser.on('closetag', ({ name }) => {
    heard({ type: 'close', name: localName(name) });
  });
  for (const kind of ['text', 'cdata'] as const) {
    parser.on(kind, (text) => {
      heard({ type: 'text', text });
    });
  }
  for (const kind of ['comment', 'processinginstruction'] as const) {
    parser.on(kind, () => {
      heard();
    });
  }
  parser.on('doctype', refuse);
  hearOpenTags(parser, heard);
  return parser;
}

function hearOpenTags(parser: Parser, heard: (event?: XmlEvent) => void): void {
  let attributes = 0;
  parser.on('opentagstart', () => {
    attributes = 0;
    heard();
  });
  parser.on('attribute', () => {
    attributes += 1;
    if (attributes > mostAttributes) refuse();
    heard();
  });
  parser.on('opentag', (tag) => {
    heard({ type: 'open', name: localName(tag.name), attributes: tag.attributes });
  });
}

function refuse(): never {
  throw new UnreadableSheet('damaged');
}

export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** Parts are UTF-8 or, with a byte order mark, UTF-16 (ECMA-376 part 2, §9.1.2). */
function encodingOf(start: Buffer): string {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  return start[0] === 0xfe && start[1] === 0xff ? 'utf-16be' : 'utf-8';
}
