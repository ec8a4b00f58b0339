export type EntityKind =
  | 'address'
  | 'code'
  | 'fragment'
  | 'guid'
  | 'name'
  | 'number'
  | 'profile'
  | 'quote'
  | 'request'
  | 'serial'
  | 'tag'
  | 'user';

/** Something a sentence names: the half-open range [start, end) of the normalised text, and its value. */
export interface Entity {
  readonly kind: EntityKind;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** Looks for one kind of entity in text whose earlier finds are masked; may use the unmasked text for values. */
export type Finder = (masked: string, text: string) => readonly Entity[];

const kinds: readonly EntityKind[] = [
  'address',
  'code',
  'fragment',
  'guid',
  'name',
  'number',
  'profile',
  'quote',
  'request',
  'serial',
  'tag',
  'user',
];

/** Private-use characters, one per kind: they cover what was found without moving the rest of the text. */
const firstMask = 0xe000;

export const maskOf = (kind: EntityKind): string => String.fromCharCode(firstMask + kinds.indexOf(kind));

export const mask = {
  any: `[\\u${firstMask.toString(16)}-\\u${(firstMask + kinds.length - 1).toString(16)}]`,
  serial: maskOf('serial'),
  tag: maskOf('tag'),
} as const;

const isMask = (cell: string): boolean => cell >= '\uE000' && cell <= '\uF8FF';

/** Whether any of the cells that an entity takes belongs to another one already. */
export function isCovered(cells: readonly string[], { start, end }: Entity): boolean {
  for (let at = start; at < end; at++) if (isMask(cells[at] ?? '')) return true;
  return false;
}

const maskRun = new RegExp(`(${mask.any})\\1*`, 'g');

/** Replaces each covered range by its placeholder, such as `<serial>`. */
export function withPlaceholders(masked: string): string {
  return masked
    .replace(/[<>]/g, ' ')
    .replace(maskRun, (run) => ` <${kinds[run.charCodeAt(0) - firstMask] ?? 'quote'}> `);
}

/** Turns each match of `shape` into an entity; the value is the group named `value`, or the whole match. */
export function matches(
  kind: EntityKind,
  shape: RegExp,
  text: string,
  accept: (value: string, match: RegExpExecArray) => string | undefined = (value) => value,
): Entity[] {
  const found: Entity[] = [];
  for (const match of text.matchAll(shape)) {
    const written = match.groups?.['value'] ?? match[0];
    const value = accept(written, match);
    if (value === undefined || written === '') continue;
    const start = match.index + match[0].lastIndexOf(written);
    found.push({ kind, value, start, end: start + written.length });
  }
  return found;
}
