import type { Slots } from '../slots';

/** Capitals as on labels, as many as the shortest serial numbers have, with a digit among them: no word of a sentence. */
const serialLike = /(?<![\p{L}\p{N}-])(?=[A-Z0-9-]*\d)[A-Z0-9][A-Z0-9-]{4,63}(?![\p{L}\p{N}-])/gu;

/**
 * The serial numbers that a sentence names, also when they look like no maker's we know: whoever names one means that
 * device, and not all there are.
 */
export function namedSerials(text: string, { serials }: Slots): readonly string[] {
  if (serials.length > 0) return serials;
  const found = text.slice(0, 500).match(serialLike) ?? [];
  return [...new Set(found)];
}
