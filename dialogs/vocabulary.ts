/**
 * How people say a command, as data for the recognizer.
 * `synonyms`: words that point to the command, lower case. `sayings`: sentences people say, what they name masked
 * (`status <serial>`); kept in `sayings/<id>.json`, added by `tests/bot/recognizer/learn-sayings.ts`.
 * `patterns`: sentence shapes that speak for it.
 * `excludes`: shapes in which its patterns do not count.
 * `never`: shapes in which the command is not meant, whatever the sentence resembles.
 *
 * Patterns see the canonical sentence: lower case, without punctuation, short forms written out ("do not"),
 * foreign words and synonyms folded (every laptop is a "device"), misspelt words mended, and `<serial>`, `<tag>`,
 * `<code>`, `<user>`, `<request>`, `<number>`, `<profile>`, `<fragment>`, `<command>` in place of what is named.
 */
export interface Vocabulary {
  readonly synonyms: readonly string[];
  readonly sayings?: readonly string[];
  readonly patterns: readonly RegExp[];
  readonly excludes?: readonly RegExp[];
  readonly never?: readonly RegExp[];
}
