/** Longest text that is looked at, in UTF-16 units: what Teams lets a person send. What follows is ignored. */
const longestText = 28 * 1024;

const straightened: readonly (readonly [RegExp, string])[] = [
  [/\p{Cf}/gu, ''],
  [/[‐-―−]/g, '-'],
  [/[‘’‚‛´′`]/g, "'"],
  [/[“”„‟″«»‹›]/g, '"'],
  [/[\p{Cc}\s\uE000-\uF8FF]+/gu, ' '],
];

/**
 * One line of plain characters: compatibility forms composed, invisible marks dropped, quotation marks and dashes
 * straightened, one space between words. Case is kept.
 */
export function normalise(text: string): string {
  let plain = text.slice(0, longestText).normalize('NFKC');
  for (const [shape, replacement] of straightened) plain = plain.replace(shape, replacement);
  return plain.trim();
}
