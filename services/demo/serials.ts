import { makers, type Maker } from './makers';
import { hash32, roll } from './seed';

/** The serials of the computed fleet, in sorting order: index 0 has the smallest. */
export interface Serials {
  readonly count: number;
  readonly at: (index: number) => string;
  readonly makerAt: (index: number) => Maker;
  /** The first index whose serial is not smaller than this one; `count` when all are. */
  readonly lowerBound: (serial: string) => number;
}

interface Block {
  readonly maker: Maker;
  readonly start: number;
  readonly end: number;
  readonly step: number;
}

/**
 * Every maker has a block of indexes. Inside it serials are counted upwards in steps, each moved by less than a
 * step, so they look scattered, stay sorted, and can be found again by halving.
 */
export function createSerials(seed: number, count: number): Serials {
  const blocks = layOut(count);
  const blockOf = (index: number): Block => {
    const block = blocks.find(({ end }) => index < end);
    if (block === undefined) throw new RangeError(`No device ${index} in a fleet of ${count}`);
    return block;
  };
  const at = (index: number): string => {
    const { maker, start, step } = blockOf(index);
    const moved = Math.floor(roll(seed, 'serial', index) * step);
    const counted = maker.prefix + spell((index - start) * step + moved, maker.places);
    return maker.uuidTail ? asVmwareSerial(counted, seed, index) : counted;
  };
  const lowerBound = (serial: string): number => {
    let low = 0;
    let high = count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (at(middle) < serial) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return { count, at, makerAt: (index) => blockOf(index).maker, lowerBound };
}

function layOut(count: number): readonly Block[] {
  let share = 0;
  let start = 0;
  return makers.map((maker, n) => {
    share += maker.share;
    const end = n === makers.length - 1 ? count : Math.round(count * share);
    const capacity = maker.places.reduce((product, signs) => product * signs.length, 1);
    const block = { maker, start, end, step: Math.floor(capacity / Math.max(1, end - start)) };
    start = end;
    return block;
  });
}

function spell(number: number, places: readonly string[]): string {
  let rest = number;
  let text = '';
  for (const signs of places.toReversed()) {
    text = (signs[rest % signs.length] ?? '') + text;
    rest = Math.floor(rest / signs.length);
  }
  return text;
}

/** VMware writes the UUID as "VMware-56 4d 3a 1f 09 c2 b7 e4-90 ab …": spaces between bytes, one hyphen. */
function asVmwareSerial(counted: string, seed: number, index: number): string {
  const prefix = 'VMware-56 4d ';
  const tail = [1, 2, 3].map((n) => hash32(seed, `uuid${n}`, index).toString(16).padStart(8, '0')).join('');
  const bytes = (counted.slice(prefix.length) + tail).slice(0, 28).match(/../g) ?? [];
  return `${prefix}${bytes.slice(0, 6).join(' ')}-${bytes.slice(6).join(' ')}`;
}
