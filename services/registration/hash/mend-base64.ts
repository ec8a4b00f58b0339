/** Padded base64, as Graph takes it for Edm.Binary. */
export interface MendedBase64 {
  readonly base64: string;
  readonly wasMended: boolean;
}

/** White space, quotes of all kinds, NUL, byte order marks and other characters without width. */
const litter = /[\s\0"'`\u2018-\u201E\u00AB\u00BB\u200B-\u200F\u2060\uFEFF]+/gu;
const groupLength = 4;

/**
 * Windows gives the hash without padding and files lose or double it; trailing "A"s are zero fill, so one may be added
 * to complete a group (graph facts §2.4). Undefined for what is no base64; the URL-safe alphabet is none.
 */
export function mendBase64(text: string): MendedBase64 | undefined {
  const compact = text.replace(litter, '');
  const padding = compact.indexOf('=');
  const digits = padding < 0 ? compact : compact.slice(0, padding);
  if (!/^[A-Za-z0-9+/]+$/.test(digits) || !/^=*$/.test(compact.slice(digits.length))) return undefined;
  const whole = digits.length % groupLength === 1 ? `${digits}A` : digits;
  const base64 = whole.padEnd(Math.ceil(whole.length / groupLength) * groupLength, '=');
  return { base64, wasMended: base64 !== text.trim() };
}
