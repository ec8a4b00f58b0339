/** A failure code as a number: 32 bits, unsigned. */
export interface CodeNumber {
  readonly value: number;
  /** How articles and tables name it: `0x` and eight digits, or the plain number of exit codes and import errors. */
  readonly key: string;
}

const plainBelow = 0x1_0000;
const bits32 = 2n ** 32n;
/** A failure of which the end is missing; as a number it would mean something else. */
const cutOff = /^[8c][0-9a-f]{3,6}$/i;
/** Eight digits are hex when there is a letter among them, or when they begin as failures do. */
const bareHex = /^(?:8[0-9a-f]{7}|(?=.*[a-f])[0-9a-f]{8})$/i;

/**
 * Reads one code in any of the ways in which it is written: hex with or without `0x` and with its sign stretched to
 * 64 bits, signed or unsigned decimal. Undefined when it is none, or too large to be one.
 */
export function codeNumber(written: string): CodeNumber | undefined {
  const value = valueOf(written.trim());
  if (value === undefined || value >= bits32 || value < -(bits32 / 2n)) return undefined;
  const unsigned = Number(BigInt.asUintN(32, value));
  return { value: unsigned, key: keyOf(unsigned) };
}

/** A number of exit codes, import errors and the like: it has no severity and no facility. */
export function isPlain(value: number): boolean {
  return value < plainBelow;
}

function keyOf(value: number): string {
  return isPlain(value) ? String(value) : hexOf(value);
}

/** `0x` and eight upper-case digits. */
export function hexOf(value: number): string {
  return `0x${value.toString(16).toUpperCase().padStart(8, '0')}`;
}

/** As event logs of services and Graph write it: below zero when it failed. */
export function signedOf(value: number): number {
  return value | 0;
}

function valueOf(written: string): bigint | undefined {
  const hex = /^0x([0-9a-f]{1,16})$/i.exec(written)?.[1] ?? bareHex.exec(written)?.[0];
  if (hex !== undefined) {
    if (cutOff.test(hex)) return undefined;
    return BigInt(`0x${hex.replace(/^f{8}(?=[89a-f][0-9a-f]{7}$)/i, '')}`);
  }
  return /^-?\d{1,12}$/.test(written) ? BigInt(written) : undefined;
}
