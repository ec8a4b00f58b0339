import { serialKey } from '../../devices/serial-text';
import { type HardwareHash, readHardwareHash } from '../hash/hardware-hash';
import type { DoctoredRow, Finding } from './doctored-row';
import { isPlaceholderSerial } from './placeholder-serial';
import type { RawRow } from './raw-row';
import type { SeenDevices } from './seen-devices';
import { isGroupTag, isUserPrincipalName } from './text-rules';
import { tidySerial, tidyText } from './tidy-text';
import { verdictOf } from './verdict';

const hashProblems = { unreadable: 'hashUnreadable', truncated: 'hashTruncated' } as const;
/** What of a wrong text is repeated to people. */
const longestValue = 80;

export function examineHashRow(raw: RawRow, seen: SeenDevices): DoctoredRow {
  if (raw.excess !== undefined) return refusedForWidth(raw, raw.excess);
  const { hash, findings: ofHash } = examineHash(raw.hash);
  const written = tidySerial(raw.serial);
  const { serial, findings: ofSerial } = examineSerial(raw.serial, written, hash);
  const tag = tidyText(raw.tag);
  const user = tidyText(raw.user);
  const found = [...ofSerial, ...ofHash, ...examineTexts(tag, user)];
  const isNew = hash !== undefined && verdictOf(found) !== 'refused';
  const device = { digest: hash?.digest ?? '', serial, written: written === '' ? serial : written };
  const findings = isNew ? [...found, ...seen.sameDevice(device, raw.line)] : found;
  const { manufacturer = '', model = '' } = hash ?? {};
  const ofBlob = hash === undefined ? {} : { hash: hash.base64, hasTpm: hash.hasTpm };
  return {
    line: raw.line,
    verdict: verdictOf(findings),
    findings,
    serial,
    tag,
    user,
    manufacturer,
    model,
    ...ofBlob,
  };
}

function refusedForWidth({ line, serial }: RawRow, values: { found: number; expected: number }): DoctoredRow {
  const findings: readonly Finding[] = [{ code: 'tooManyColumns', values }];
  const texts = { serial: tidySerial(serial), tag: '', user: '', manufacturer: '', model: '' };
  return { line, verdict: verdictOf(findings), findings, ...texts };
}

interface ExaminedHash {
  readonly hash?: HardwareHash;
  readonly findings: readonly Finding[];
}

function examineHash(cell: string): ExaminedHash {
  if (tidyText(cell) === '') return { findings: [{ code: 'hashMissing' }] };
  const read = readHardwareHash(cell);
  if (!read.ok) return { findings: [{ code: hashProblems[read.error] }] };
  const { wasMended, checksum, manufacturer, serialNumber } = read.value;
  const noticed = [
    { code: 'hashRepaired', is: wasMended },
    { code: 'checksumWrong', is: checksum !== 'right' },
    { code: 'hashWithoutManufacturer', is: manufacturer === '' },
    { code: 'hashWithoutSerial', is: serialNumber === '' },
  ] as const;
  return { hash: read.value, findings: noticed.filter(({ is }) => is).map(({ code }) => ({ code })) };
}

interface ExaminedSerial {
  /** What would be registered: as written, unless the hash knows better. */
  readonly serial: string;
  readonly findings: readonly Finding[];
}

function examineSerial(cell: string, written: string, hash: HardwareHash | undefined): ExaminedSerial {
  const inHash = tidyText(hash?.serialNumber ?? '');
  if (written === '' && inHash === '') {
    return { serial: '', findings: hash === undefined ? [{ code: 'serialMissing' }] : [] };
  }
  const differs = inHash !== '' && serialKey(inHash) !== serialKey(written);
  const serial = differs ? inHash : written;
  const noticed: readonly (Finding & { readonly is: boolean })[] = [
    { code: 'serialFromHash', values: { serial }, is: written === '' },
    { code: 'serialTidied', is: written !== '' && written !== cell },
    {
      code: 'serialDiffers',
      values: { row: shown(written), hash: shown(inHash) },
      is: differs && written !== '',
    },
    { code: 'placeholderSerial', values: { serial: shown(serial) }, is: isPlaceholderSerial(serial) },
  ];
  return { serial, findings: noticed.flatMap(({ is, ...finding }) => (is ? [finding] : [])) };
}

function examineTexts(tag: string, user: string): readonly Finding[] {
  return [
    ...(tag === '' || isGroupTag(tag) ? [] : [{ code: 'badTag', values: { tag: shown(tag) } } as const]),
    ...(user === '' || isUserPrincipalName(user)
      ? []
      : [{ code: 'badUser', values: { user: shown(user) } } as const]),
  ];
}

function shown(text: string): string {
  return text.slice(0, longestValue);
}
