/** All sentences of a catalogue with their names, plural forms apart. */
export function sentencesOf(catalogue: object, path = ''): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(catalogue).flatMap(([name, value]: [string, unknown]) =>
      typeof value === 'object' && value !== null
        ? [...sentencesOf(value, `${path}${name}.`)]
        : [[`${path}${name}`, String(value)] satisfies [string, string]],
    ),
  );
}

/** The names of the values that a sentence is filled with, each once, sorted. */
export const placeholdersIn = (sentence: string): readonly string[] =>
  [...new Set([...sentence.matchAll(/\{\{\s*(\w+)[^}]*\}\}/g)].map(([, name = '']) => name))].sort();
