import { readData } from './data';
import { hexOf } from './code-number';
import type { Family } from './article';

interface Facility {
  /** As the header calls it; empty when it has no name there. */
  readonly header: string;
  /** What raises codes of this facility, in words; empty when only the header's name is known. */
  readonly raisedBy: string;
}

/** The names of Windows' own error numbers. */
export interface Symbols {
  /** Names of an HRESULT or of a plain Win32 number, the best known first. */
  readonly ofError: (value: number) => readonly string[];
  readonly ofStatus: (value: number) => readonly string[];
  /** The number that a name such as `ERROR_TIMEOUT` stands for. */
  readonly valueOf: (name: string) => number | undefined;
  readonly facility: (number: number) => Facility | undefined;
  /** The kind of failure that a number belongs to, by the range it lies in. */
  readonly familyOf: (value: number) => Family;
}

type Names = Readonly<Record<string, string>>;
interface Range {
  readonly from: string;
  readonly to: string;
  readonly family: Family;
}

/** Reads some hundred kilobytes; whoever builds it keeps it. */
export function readSymbols(): Symbols {
  const errors = readData('symbols/winerror.json') as Names;
  const statuses = readData('symbols/ntstatus.json') as Names;
  const facilities = readData('symbols/facilities.json') as Readonly<Record<string, Facility>>;
  const ranges = readData('symbols/family-ranges.json') as readonly Range[];
  const namesIn = (names: Names) => (value: number) => names[hexOf(value)]?.split(' ') ?? [];
  let byName: ReadonlyMap<string, number> | undefined;
  return {
    ofError: namesIn(errors),
    ofStatus: namesIn(statuses),
    valueOf: (name) => (byName ??= turned(statuses, errors)).get(name.toUpperCase()),
    facility: (number) => facilities[String(number)],
    familyOf: (value) =>
      ranges.find(({ from, to }) => value >= Number(from) && value <= Number(to))?.family ?? 'other',
  };
}

/** The later table wins where two give a name to different numbers. */
function turned(...tables: readonly Names[]): ReadonlyMap<string, number> {
  return new Map(
    tables.flatMap((names) =>
      Object.entries(names).flatMap(([code, all]) =>
        all.split(' ').map((name) => [name.toUpperCase(), Number(code)] as const),
      ),
    ),
  );
}
