import { serialKey } from '../../devices/serial-text';
import type { Finding } from './doctored-row';

/** Remembers the devices of a file that can be registered, to tell where one stands a second time. */
export interface SeenDevices {
  /** None, or `duplicateSerial`; remembers it if it is new. */
  sameSerial(serial: string, line: number): readonly Finding[];
  /** None, `duplicateHash` or `duplicateSerial`; `written` is the serial number in the row, before any correction. */
  sameDevice(device: SeenDevice, line: number): readonly Finding[];
}

interface SeenDevice {
  readonly digest: string;
  readonly serial: string;
  readonly written: string;
}

export function createSeenDevices(): SeenDevices {
  const lines = new Map<string, number>();
  const hashes = new Map<string, { readonly line: number; readonly written: string }>();

  const sameSerial = (serial: string, line: number): readonly Finding[] => {
    const key = serialKey(serial);
    const earlier = lines.get(key);
    if (earlier !== undefined) return [{ code: 'duplicateSerial', values: { line: earlier } }];
    lines.set(key, line);
    return [];
  };
  return {
    sameSerial,
    sameDevice: ({ digest, serial, written }, line) => {
      const earlier = hashes.get(digest);
      if (earlier !== undefined && earlier.written !== serialKey(written)) {
        return [{ code: 'duplicateHash', values: { line: earlier.line } }];
      }
      const repeated = sameSerial(serial, line);
      if (repeated.length === 0) hashes.set(digest, { line, written: serialKey(written) });
      return repeated;
    },
  };
}
