import de from './words/de.json';
import en from './words/en.json';
import es from './words/es.json';
import fr from './words/fr.json';

/** Short forms and the words they stand for; apostrophes as written. */
export const contractions: readonly (readonly [RegExp, string])[] = [
  [/\bcan't\b|\bcant\b|\bcannot\b/g, 'can not'],
  [/\bwon't\b/g, 'will not'],
  [/\b(do|does|did|is|are|was|were|has|have|had|would|could|should|need)n'?t\b/g, '$1 not'],
  [/\blet's\b/g, 'let us'],
  [/\b(what|where|who|how|when|why|that|it|there|here|everything)'?s\b(?!t)/g, '$1 is'],
  [/\b(i)'m\b/g, '$1 am'],
  [/\b(you|we|they)'re\b/g, '$1 are'],
  [/\b(i|you|we|they)'ve\b/g, '$1 have'],
  [/\b(i|you|he|she|we|they|it)'ll\b/g, '$1 will'],
  [/\b(i|you|he|she|we|they)'d\b/g, '$1 would'],
  [/\bno one\b/g, 'nobody'],
];

/** In one language: phrases, and words with those that stand for them. Lower case, without accents. */
interface Words {
  readonly phrases: Readonly<Record<string, string>>;
  readonly words: Readonly<Record<string, string>>;
}

const languages: readonly Words[] = [en, de, fr, es];

/** Phrases that are folded into the words the examples use. */
export const phrases: Readonly<Record<string, string>> = Object.assign(
  {},
  ...languages.map((language) => language.phrases),
) as Record<string, string>;

/** Variant → word the examples use. */
export const folds: ReadonlyMap<string, string> = new Map(
  languages.flatMap(({ words }) =>
    Object.entries(words).flatMap(([word, variants]) =>
      variants.split(' ').map((variant): [string, string] => [variant, word]),
    ),
  ),
);
