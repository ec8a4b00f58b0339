import { UnreadableSheet } from '../sheet';

const longestNumber = 64;

/** `_x000D_` stands for a character XML does not carry, `_x005F_` for a line that would begin one (ST_Xstring). */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/**
 * A number as Excel shows it in a wide enough cell: no exponent for whole numbers, and the fifteen digits it counts
 * with, so that a serial number that was typed as a number comes back whole. What is no number stays as it is.
 */
export function numberText(raw: string): string {
  if (raw.length > longestNumber || !/^-?\d+(\.\d+)?(E[+-]?\d+)?$/i.test(raw)) return raw;
  if (/^-?\d+$/.test(raw)) return raw;
  const value = Number(raw);
  return Number.isFinite(value) ? String(Number(value.toPrecision(15))) : raw;
}

/** Column of a cell reference, 0 for `A1`. */
export function columnOf(reference: string): number {
  const letters = /^([A-Z]{1,3})\d{1,7}$/.exec(reference)?.[1];
  if (letters === undefined) throw new UnreadableSheet('damaged');
  return Buffer.from(letters).reduce((sum, letter) => sum * 26 + letter - 64, 0) - 1;
}
