import type { Slots } from '../slots';

/** Capitals as on labels, as many as the shortest serial numbers have, with a digit among them: no word of a sentence. */
const serialLike = /(?<![\p{L}\p{N}-])(?=[A-Z0-9-]*\d)[A-Z0-9][A-Z0-9-]{4,63}(?![\p{L}\p{N}-])/gu;
/** In lower case only with letters and digits, and without the hyphen of words such as "2-in-1". */
const typedSerial = /(?<![\p{L}\p{N}@.-])(?=[a-z]*\d)(?=\d*[a-z])[a-z0-9]{5,64}(?![\p{L}\p{N}@-])/giu;
/** What people write in one word with a number: a Windows version, a time, an error code. */
const notSerial = /^(?:win(?:dows)?\d+|\d+(?:mins?|minutes?|hrs?|hours?|days?)|0x[0-9a-f]+)$/iu;

/**
 * The serial numbers that a sentence names, in upper case, also when they look like no maker's we know: whoever names
 * one means that device, and not all there are.
 */
export function namedSerials(text: string, { serials }: Slots): readonly string[] {
  if (serials.length > 0) return serials;
  const said = text.slice(0, 500);
  const typed = (said.match(typedSerial) ?? []).filter((word) => !notSerial.test(word));
  return [...new Set([...(said.match(serialLike) ?? []), ...typed].map((serial) => serial.toUpperCase()))];
}
