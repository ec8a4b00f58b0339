/**
 * How people say a command, as data for the recognizer.
 * `synonyms`: words that point to the command, lower case. `patterns`: sentence shapes that decide.
 * `excludes`: shapes that rule the command out.
 */
export interface Vocabulary {
  readonly synonyms: readonly string[];
  readonly patterns: readonly RegExp[];
  readonly excludes?: readonly RegExp[];
}
