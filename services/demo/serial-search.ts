import type { Serials } from './serials';

/** A device outside the computed fleet. */
interface Added {
  readonly key: number;
  readonly serialNumber: string;
}

/** Keys of the computed and the added devices in the order of their serials. */
export interface SerialSearch {
  from(serial: string): Generator<number>;
  containing(text: string, fromSerial: string): Generator<number>;
  startingWith(text: string): Generator<number>;
}

export function createSerialSearch(serials: Serials): (added: readonly Added[]) => SerialSearch {
  const { count, lowerBound } = serials;
  let lines: Lines | undefined;

  function* computedFrom(serial: string): Generator<number> {
    for (let key = lowerBound(serial); key < count; key += 1) yield key;
  }

  function* computedContaining(text: string, fromSerial: string): Generator<number> {
    lines ??= writeLines(serials);
    yield* lines.containing(text, lowerBound(fromSerial));
  }

  function* merged(computed: Iterable<number>, added: readonly Added[]): Generator<number> {
    const waiting = added.toSorted((a, b) => compare(a.serialNumber, b.serialNumber));
    for (const key of computed) {
      const serial = serials.at(key);
      while (waiting[0] !== undefined && waiting[0].serialNumber < serial) yield takeFirst(waiting);
      yield key;
    }
    while (waiting.length > 0) yield takeFirst(waiting);
  }

  return (added) => ({
    from: (serial) =>
      merged(
        computedFrom(serial),
        added.filter(({ serialNumber }) => serialNumber >= serial),
      ),
    containing: (text, serial) => {
      const wanted = text.toUpperCase();
      return merged(
        computedContaining(wanted, serial),
        added.filter(
          ({ serialNumber }) => serialNumber >= serial && serialNumber.toUpperCase().includes(wanted),
        ),
      );
    },
    *startingWith(text) {
      for (const key of computedFrom(text)) {
        if (!serials.at(key).startsWith(text)) break;
        yield key;
      }
      yield* added.filter(({ serialNumber }) => serialNumber.startsWith(text)).map(({ key }) => key);
    },
  });
}

interface Lines {
  /** Indexes of the serials that contain the text, upwards from this index. */
  containing(upperCaseText: string, fromIndex: number): Generator<number>;
}

/** All serials as lines of one text, because searching one long string is far faster than many short ones. */
function writeLines(serials: Serials): Lines {
  const ends = new Uint32Array(serials.count);
  let length = 0;
  const text = Array.from(ends, (_, index) => {
    const serial = serials.at(index).toUpperCase();
    length += serial.length + 1;
    ends[index] = length;
    return serial;
  }).join('\n');
  return {
    *containing(wanted, fromIndex) {
      let position = fromIndex === 0 ? 0 : (ends[fromIndex - 1] ?? length);
      for (;;) {
        position = text.indexOf(wanted, position);
        if (position === -1) return;
        const index = firstAbove(ends, position);
        yield index;
        position = ends[index] ?? length;
      }
    },
  };
}

function firstAbove(ascending: Uint32Array, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

function takeFirst(waiting: Added[]): number {
  const first = waiting.shift();
  if (first === undefined) throw new Error('Nothing waits');
  return first.key;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
