import { createDeviceMaker, primaryUserOf, type Device, type DeviceSources, type NewDevice } from './device';
import type { Person } from './people';
import { createSerialSearch } from './serial-search';
import type { StagedDevice } from './showcase';

/**
 * Every device has a key: 0 … are computed in the order of their serials, staged devices follow, then imported
 * ones. Keys are never reused, and a higher key was added later.
 */
export interface Fleet {
  get(key: number): Device | undefined;
  add(device: NewDevice): number;
  /** Keys of all devices, latest addition first, from this key downwards. */
  keysDownFrom(key?: number): Generator<number>;
  /** Keys in the order of their serials, beginning with the first serial that is not smaller than this one. */
  keysFromSerial(serial: string): Generator<number>;
  /** The same, of the serials that contain the text, whatever its case. */
  keysContaining(text: string, fromSerial: string): Generator<number>;
  /** The same, of the serials that start with the text. */
  keysStartingWith(text: string): Generator<number>;
  /** Keys of the devices with exactly this serial. */
  keysOfSerial(serial: string): Generator<number>;
  keysOwnedBy(person: Person): readonly number[];
}

export function createFleet(sources: DeviceSources & { readonly staged: readonly StagedDevice[] }): Fleet {
  const { serials, people, staged } = sources;
  const { count } = serials;
  const make = createDeviceMaker(sources);
  const added = staged.map((row, n) => make.staged(row, count + n));
  const addedBySerial = new Map<string, number[]>();
  const note = ({ serialNumber, key }: Device): void => {
    addedBySerial.set(serialNumber, [...(addedBySerial.get(serialNumber) ?? []), key]);
  };
  added.forEach(note);
  const last = (): number => count + added.length - 1;
  const get = (key: number): Device | undefined => (key < count ? make.computed(key) : added[key - count]);
  const search = createSerialSearch(serials);

  return {
    get,
    add: (device) => {
      const key = last() + 1;
      const made = make.imported(device, key);
      added.push(made);
      note(made);
      return key;
    },
    *keysDownFrom(from = last()) {
      for (let key = Math.min(from, last()); key >= 0; key -= 1) yield key;
    },
    keysFromSerial: (serial) => search(added).from(serial),
    keysContaining: (text, serial) => search(added).containing(text, serial),
    keysStartingWith: (text) => search(added).startingWith(text),
    *keysOfSerial(serial) {
      for (let key = serials.lowerBound(serial); key < count && serials.at(key) === serial; key += 1)
        yield key;
      yield* addedBySerial.get(serial) ?? [];
    },
    keysOwnedBy: (person) => {
      const addedKeys = added.map(({ key }) => key);
      return [...new Set([...addedKeys, ...people.deviceKeysOf(person)])].filter(
        (key) => primaryUserOf(get(key))?.id === person.id,
      );
    },
  };
}
