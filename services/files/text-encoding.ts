import { isAscii, isUtf8 } from 'node:buffer';

type TextEncoding = 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | 'Windows-1252';

/** Turns bytes into text piece by piece; `encoding` may change while only ASCII has come. */
export interface TextDecoding {
  readonly encoding: () => TextEncoding;
  readonly write: (bytes: Buffer) => string;
  /** What was held back for a character that never became whole. */
  readonly end: () => string;
}

const leMark = [0xff, 0xfe] as const;
const beMark = [0xfe, 0xff] as const;
/** Of Western text in UTF-16, nearly every other byte is NUL. */
const nulShare = { most: 0.4, least: 0.05 } as const;

/** Chooses by the byte order mark, then by where the NULs stand; the mark itself stays in the text. */
export function decodingFor(head: Buffer): TextDecoding {
  const begins = (mark: readonly number[]) => mark.every((byte, index) => head[index] === byte);
  if (begins(leMark)) return sixteenBit('UTF-16LE');
  if (begins(beMark)) return sixteenBit('UTF-16BE');
  const [even, odd] = nulShares(head);
  if (odd > nulShare.most && even < nulShare.least) return sixteenBit('UTF-16LE');
  if (even > nulShare.most && odd < nulShare.least) return sixteenBit('UTF-16BE');
  return eightBit();
}

function nulShares(head: Buffer): [even: number, odd: number] {
  const counts: [number, number] = [0, 0];
  for (let at = head.indexOf(0); at >= 0; at = head.indexOf(0, at + 1)) counts[at % 2 === 0 ? 0 : 1] += 1;
  const pairs = Math.max(1, head.length / 2);
  return [counts[0] / pairs, counts[1] / pairs];
}

/** Node's own decoder loses characters of two units when it gets them byte by byte, so halves are held back here. */
function sixteenBit(encoding: 'UTF-16LE' | 'UTF-16BE'): TextDecoding {
  let held: Buffer = Buffer.alloc(0);
  return {
    encoding: () => encoding,
    write: (bytes) => {
      const joined = held.length === 0 ? bytes : Buffer.concat([held, bytes]);
      const even = joined.length - (joined.length % 2);
      const last = even === 0 ? 0 : (joined[even - (encoding === 'UTF-16LE' ? 1 : 2)] ?? 0);
      const whole = last >= 0xd8 && last <= 0xdb ? even - 2 : even;
      held = joined.subarray(whole);
      const units = joined.subarray(0, whole);
      return (encoding === 'UTF-16LE' ? units : Buffer.from(units).swap16()).toString('utf16le');
    },
    end: () => (held.length === 0 ? '' : '\uFFFD'),
  };
}

/**
 * UTF-8 as long as it is valid. The first invalid byte after nothing but ASCII means Windows-1252 from there on; after
 * real UTF-8 it is damage, and becomes the replacement character.
 */
function eightBit(): TextDecoding {
  let encoding: TextEncoding = 'UTF-8';
  let isPlain = true;
  let held: Buffer = Buffer.alloc(0);
  const decode = (bytes: Buffer): string => {
    if (encoding === 'UTF-8' && isPlain && !isAscii(bytes)) {
      if (isUtf8(bytes)) isPlain = false;
      else encoding = 'Windows-1252';
    }
    return encoding === 'UTF-8' ? bytes.toString('utf8') : windows1252(bytes);
  };
  return {
    encoding: () => encoding,
    write: (bytes) => {
      const joined = held.length === 0 ? bytes : Buffer.concat([held, bytes]);
      const whole = encoding === 'UTF-8' ? wholeCharacters(joined) : joined.length;
      held = joined.subarray(whole);
      return decode(joined.subarray(0, whole));
    },
    end: () => decode(held),
  };
}

const longestTail = 3;

/** Where the last, incomplete UTF-8 character begins; the length when there is none. */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(longestTail, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0)
      return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** The characters of 0x80 to 0x9F, where Windows-1252 is not Latin-1; the five it leaves open stay control characters. */
const highControls = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

/** By hand: some versions of Node take `windows-1252` of TextDecoder for Latin-1. */
function windows1252(bytes: Buffer): string {
  return bytes
    .toString('latin1')
    .replace(/[\u0080-\u009F]/g, (control) => highControls[control.charCodeAt(0) - 0x80] ?? control);
}
