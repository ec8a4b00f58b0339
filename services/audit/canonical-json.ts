/** A lone half of a surrogate pair, and the character that PostgreSQL cannot hold. */
const unstorable = /\p{Cs}|\0/gu;

/** The text as PostgreSQL gives it back. */
export function storableText(text: string): string {
  return text.replace(unstorable, '\uFFFD');
}

/**
 * One text for one value: members sorted by the code units of their names, no white space, numbers and escapes as
 * `JSON.stringify` writes them, absent members left out (RFC 8785 for what JSON can hold). `jsonb` forgets order and
 * white space, so this text of a value that was stored is the text of the value that was to be stored.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(JSON.parse(JSON.stringify(value ?? null))));
}

function sorted(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const members = Object.entries(value).map(
    ([name, member]) => [storableText(name), sorted(member)] as const,
  );
  // `Object.fromEntries` would put names that look like numbers first; so does every reader, hence every text.
  return Object.fromEntries(members.sort(([one], [other]) => (one < other ? -1 : Number(one > other))));
}
