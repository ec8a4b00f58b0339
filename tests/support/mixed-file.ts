import type { FindingCode } from '../../services/registration/doctor/doctored-row';
import type { FailureReason, RowState } from '../../services/registration/imports/import';
import { hardwareHash, type HashOptions } from './hardware-hashes';

const header = ['Device Serial Number', 'Windows Product ID', 'Hardware Hash', 'Group Tag', 'Assigned User'];
const tag = 'UK-Corp-Laptop';

/** One row of a file in which nearly every row is bad in its own way. */
interface MixedRow {
  readonly cells: readonly string[];
  /** What it is registered as, or would be. */
  readonly serial: string;
  /** What the doctor finds, with the values of its sentences. */
  readonly findings: readonly (readonly [FindingCode, Readonly<Record<string, string | number>>?])[];
  readonly offered: RowState;
  /** How it ends when the questionable rows are left out. */
  readonly end: RowState;
  readonly reason?: FailureReason;
  /** Without the questionable rows it ends as it was offered. */
  readonly endIfIncluded?: RowState;
}

/** `placeholder` is what stands for a serial number; a registration of it is in the way of the next. */
export function mixedRows(prefix: string, placeholder: string): readonly MixedRow[] {
  const hash = (serialNumber: string, more: Partial<HashOptions> = {}) =>
    hardwareHash({ serialNumber, ...more });
  const named = (name: string) => `${prefix}${name}`;
  const row = (serial: string, blob: string, group = tag, user = '') => [serial, '', blob, group, user];
  const fine = (cells: readonly string[], serial: string, code?: FindingCode, values = {}): MixedRow => ({
    cells,
    serial,
    findings: code === undefined ? [] : [[code, values]],
    offered: 'ready',
    end: 'assigned',
  });
  const asked = (cells: readonly string[], serial: string, code: FindingCode, values = {}): MixedRow => ({
    cells,
    serial,
    findings: [[code, values]],
    offered: 'asked',
    end: 'asked',
    endIfIncluded: 'assigned',
  });
  const refused = (
    cells: readonly string[],
    serial: string,
    ...findings: readonly (readonly [FindingCode, Readonly<Record<string, string | number>>?])[]
  ): MixedRow => ({ cells, serial, findings, offered: 'refused', end: 'refused' });
  const there = (serial: string, state: 'here' | 'other-tag'): MixedRow => ({
    cells: row(serial, hash(serial)),
    serial,
    findings: [],
    offered: state,
    end: state,
  });
  const formula = "=cmd|'/c calc'!A1";
  const first = hash(named('READY'), { manufacturer: '=2+5', model: '@SUM(1+1)' });
  return [
    fine(row(named('READY'), first), named('READY')),
    fine(
      row(named('PAD'), hash(named('PAD'), { padTo: 2999, isPadded: false })),
      named('PAD'),
      'hashRepaired',
    ),
    fine(row('', hash(named('INHASH'))), named('INHASH'), 'serialFromHash', { serial: named('INHASH') }),
    fine(row(` ${named('TI\u200BDY')} `, hash(named('TIDY'))), named('TIDY'), 'serialTidied'),
    fine(row(`=1+${prefix}`, hash(`=1+${prefix}`)), `=1+${prefix}`),
    fine(row(`${prefix}'Q&%26#/`, hash(`${prefix}'Q&%26#/`)), `${prefix}'Q&%26#/`),
    asked(row(named('ROW'), hash(named('BLOB'))), named('BLOB'), 'serialDiffers', {
      row: named('ROW'),
      hash: named('BLOB'),
    }),
    asked(row(placeholder, hash(placeholder)), placeholder, 'placeholderSerial', { serial: placeholder }),
    asked(row(named('SUM'), hash(named('SUM'), { checksum: 'wrong' })), named('SUM'), 'checksumWrong'),
    refused(row('', ''), '', ['serialMissing'], ['hashMissing']),
    refused(row(named('NOHASH'), ''), named('NOHASH'), ['hashMissing']),
    refused(row(named('PROSE'), 'see the mail'), named('PROSE'), ['hashUnreadable']),
    refused(row(named('CUT'), hash(named('CUT'), { cutAt: 60 })), named('CUT'), ['hashTruncated']),
    refused(row(named('NOMAKER'), hash(named('NOMAKER'), { manufacturer: '' })), named('NOMAKER'), [
      'hashWithoutManufacturer',
    ]),
    refused(row(named('NOSERIAL'), hash('')), named('NOSERIAL'), ['hashWithoutSerial']),
    refused(row(named('READY'), hash(named('READY'), { tpm: 'other' })), named('READY'), [
      'duplicateSerial',
      { line: 2 },
    ]),
    refused(
      row(named('TWIN'), first),
      named('READY'),
      ['serialDiffers', { row: named('TWIN'), hash: named('READY') }],
      ['duplicateHash', { line: 2 }],
    ),
    refused([...row(named('WIDE'), hash(named('WIDE'))), 'more'], named('WIDE'), [
      'tooManyColumns',
      { found: 6, expected: 5 },
    ]),
    refused(row(named('TAG'), hash(named('TAG')), formula), named('TAG'), ['badTag', { tag: formula }]),
    refused(row(named('USER'), hash(named('USER')), tag, '@SUM(A1)'), named('USER'), [
      'badUser',
      { user: '@SUM(A1)' },
    ]),
    there('5CG4217QHX', 'here'),
    there('PF4K7X2N', 'other-tag'),
    { ...fine(row('5CG0OTHER1', hash('5CG0OTHER1')), '5CG0OTHER1'), end: 'failed', reason: 'otherTenant' },
  ];
}

/** Header and rows, cell by cell. */
export function tableOf(rows: readonly MixedRow[]): readonly (readonly string[])[] {
  return [header, ...rows.map(({ cells }) => cells)];
}

export function csvOf(table: readonly (readonly string[])[]): string {
  const quoted = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return table.map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('');
}
