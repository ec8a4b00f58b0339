import { serialKey } from '../../devices/serial-text';

/** What makers leave in the firmware instead of a serial number, in capitals. */
const placeholders: ReadonlySet<string> = new Set([
  'TO BE FILLED BY O.E.M.',
  'TO BE FILLED BY O.E.M',
  'TO BE FILLED BY OEM',
  'TO BE FILLED',
  'DEFAULT STRING',
  'DEFAULT',
  'DEFAULT SERIAL NUMBER',
  'SYSTEM SERIAL NUMBER',
  'SYSTEMSERIALNUMBER',
  'CHASSIS SERIAL NUMBER',
  'BASE BOARD SERIAL NUMBER',
  'SERIAL NUMBER',
  'SERIALNUMBER',
  'SERIAL',
  'O.E.M.',
  'OEM',
  'EMPTY',
  'NONE',
  'NULL',
  'N/A',
  'NA',
  'NOT APPLICABLE',
  'NOT AVAILABLE',
  'NOT SPECIFIED',
  'NOT PRESENT',
  'NO SERIAL NUMBER',
  'UNKNOWN',
  'UNDEFINED',
  'INVALID',
  'TBD',
  'TEST',
  '123456789',
  '1234567890',
  '0123456789',
  '12345678',
  '1234567',
  '123456',
  '12345',
]);

/** The same character again and again: "0", "00000000", "XXXXXXX", "…". */
const monotone = /^(.)\1*$/u;

/** Whether many devices have this instead of a serial number. */
export function isPlaceholderSerial(serial: string): boolean {
  const key = serialKey(serial).replace(/\s+/g, ' ');
  return placeholders.has(key) || monotone.test(key);
}
