/** Serial numbers as people type them and as Graph can search for them (facts: graph §1.4). */

const longestSerial = 200;

/**
 * The text to look for; undefined for what cannot be a serial: nothing, control characters,
 * half a character (which cannot be percent-encoded), endless text.
 */
export function cleanSerial(typed: string): string | undefined {
  const serial = typed.trim();
  const isPossible = serial !== '' && serial.length <= longestSerial && !/[\p{Cc}\p{Cs}]/u.test(serial);
  return isPossible ? serial : undefined;
}

/** Two spellings of one serial have the same key: Graph pads some serials, and people write in lower case. */
export function serialKey(serial: string): string {
  return serial.trim().toUpperCase();
}

/** The service finds nothing for a text with a space in it, so it is asked for the part before. */
export function searchText(serial: string): string {
  return serial.split(/\s/u)[0] ?? serial;
}

const shortestRun = 4;

/**
 * What to ask for as well when a text has other characters than letters and digits, because the service has
 * refused hyphens with 400; undefined when there is nothing telling to ask for.
 */
export function plainSearchText(text: string): string | undefined {
  const runs = text.match(/[A-Za-z0-9]+/g) ?? [];
  const longest = runs.toSorted((one, other) => other.length - one.length)[0] ?? '';
  return longest !== text && longest.length >= shortestRun ? longest : undefined;
}
