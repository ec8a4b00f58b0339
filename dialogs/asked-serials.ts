/** "To be filled by O.E.M." is a serial that devices really carry; a sentence is not. */
const mostSerialWords = 5;
const mostSerialCharacters = 64;
const between = /[,;\n&]|\s(?:and|und|et|y)\s/i;
const quotes = /^[\s"'“”]+|[\s"'“”]+$/g;

/** Whoever was asked for a serial answers with one, also when it looks like no maker's we know. */
export function answeredSerials(text: string, known: (part: string) => readonly string[]): readonly string[] {
  const parts = text.split(between).map((part) => part.replace(quotes, '').trim());
  const named = parts.filter((part) => /[\p{L}\p{N}]/u.test(part));
  const serials = known(text);
  const isList = named.every((part) => couldBeSerial(part) || known(part).length > 0);
  return isList && named.length > serials.length ? named.map((part) => part.toUpperCase()) : serials;
}

function couldBeSerial(text: string): boolean {
  const words = text.split(/\s+/).length;
  if (text.length > mostSerialCharacters || words > mostSerialWords) return false;
  return words === 1 || /\d/.test(text);
}
