/** Longer than any serial number, tag or user; what comes from a file goes no further than this. */
const longest = 256;

/**
 * One line without control characters, characters of no width and halves of characters (neither PostgreSQL nor Graph
 * takes them all), trimmed and cut.
 */
export function tidyText(text: string): string {
  return text
    .replace(/[\t\n\v\f\r\u00A0\u2028\u2029]+/g, ' ')
    .replace(/[\p{Cc}\p{Cs}\u200B-\u200F\u2060\uFEFF]/gu, '')
    .trim()
    .slice(0, longest)
    .replace(/\p{Cs}$/u, '');
}

/** Spreadsheets are kept from reading a serial number as a number by `="…"` or an apostrophe. */
export function tidySerial(text: string): string {
  const tidy = tidyText(text);
  return tidyText(tidy.replace(/^="(.*)"$/, '$1').replace(/^'/, ''));
}
