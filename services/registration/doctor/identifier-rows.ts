import type { SheetRow } from '../../files/sheet';
import type { DoctoredRow, Finding } from './doctored-row';
import { trimmedCells } from './header';
import { isPlaceholderSerial } from './placeholder-serial';
import { blankRow, type RawRow } from './raw-row';
import type { SeenDevices } from './seen-devices';
import { tidySerial, tidyText } from './tidy-text';
import { verdictOf } from './verdict';

/** Manufacturer, model, serial number (graph facts §2.6, §10). */
const width = 3;
const longestCell = 100;

/** Three texts of which the last could be a serial number; prose and lists of people have no digits there. */
export function looksLikeIdentifier(cells: readonly string[]): boolean {
  const found = trimmedCells(cells);
  const [manufacturer = '', model = '', serial = ''] = found.map(tidyText);
  return (
    found.length === width &&
    found.every((cell) => cell.trim() !== '' && cell.length <= longestCell) &&
    /\p{L}/u.test(manufacturer) &&
    model !== '' &&
    /^[\p{L}\p{N} ._/-]*\d[\p{L}\p{N} ._/-]*$/u.test(serial)
  );
}

export function placeIdentifier({ line, cells }: SheetRow): RawRow {
  const [manufacturer = '', model = '', serial = ''] = cells;
  const found = trimmedCells(cells).length;
  return {
    ...blankRow,
    line,
    serial,
    manufacturer,
    model,
    ...(found > width && { excess: { found, expected: width } }),
  };
}

export function examineIdentifier(raw: RawRow, seen: SeenDevices): DoctoredRow {
  const manufacturer = withoutMarks(tidyText(raw.manufacturer));
  const model = withoutMarks(tidyText(raw.model));
  const serial = withoutMarks(tidySerial(raw.serial));
  const found = findings(raw, [manufacturer, model, serial]);
  const repeated =
    verdictOf(found) === 'refused' ? [] : seen.sameSerial(`${manufacturer}\n${model}\n${serial}`, raw.line);
  const all = [...found, ...repeated];
  return {
    line: raw.line,
    verdict: verdictOf(all),
    findings: all,
    serial,
    tag: '',
    user: '',
    manufacturer,
    model,
  };
}

/** The service compares without them, and Microsoft's scripts leave them out. */
function withoutMarks(text: string): string {
  return text.replace(/[.,]/g, '').trim();
}

function findings(raw: RawRow, parts: readonly string[]): readonly Finding[] {
  if (raw.excess !== undefined) return [{ code: 'tooManyColumns', values: raw.excess }];
  if (parts.includes('')) return [{ code: 'identifierIncomplete' }];
  const serial = parts.at(-1) ?? '';
  return [
    ...(serial === raw.serial ? [] : [{ code: 'serialTidied' } as const]),
    ...(isPlaceholderSerial(serial) ? [{ code: 'placeholderSerial', values: { serial } } as const] : []),
  ];
}
