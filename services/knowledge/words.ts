import { readData } from './data';

/** What a text is searched by: its words without their endings, everyday words replaced by the ones of the field. */
export type Words = (text: string) => readonly string[];

interface SameWords {
  readonly same: Readonly<Record<string, string>>;
  readonly empty: string;
}

/** Longest first; of "identifies" the i stays. */
const endings = ['ings', 'ing', 'ed', 'es', 's', 'ly'];
const shortestStem = 3;
/** "3 of 7", "0/1". */
const counts = /\b\d+\s*(?:of|\/|out of|von)\s*\d+\b/g;

/**
 * `same-words.json` holds, for each word of the field, the everyday words that mean it (two that stand side by side are
 * written with a hyphen), and the words that say nothing.
 */
export function readWords(): Words {
  const { same, empty } = readData('same-words.json') as SameWords;
  const said = new Set(empty.split(' '));
  const field = new Map(
    Object.entries(same).flatMap(([word, others]) =>
      [word, ...others.split(' ')].map((other) => [other, word] as const),
    ),
  );
  const stems = new Map([...field].map(([word, meant]) => [stem(word), meant] as const).reverse());
  return (text) =>
    joined(split(text, field), field)
      .filter((word) => !said.has(word))
      .map((word) => field.get(word) ?? stems.get(stem(word)) ?? stem(word));
}

/** Every word that `same-words.json` holds a meaning for. */
export function readEverydayWords(): readonly string[] {
  const { same } = readData('same-words.json') as SameWords;
  return Object.entries(same).flatMap(([word, others]) => [word, ...others.split(' ')]);
}

/** The words of a text as they stand, in lower case. */
export function plainWords(text: string): readonly string[] {
  return (
    text
      .toLowerCase()
      .normalize('NFKC')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

function split(text: string, field: ReadonlyMap<string, string>): readonly string[] {
  const plain = text.toLowerCase().normalize('NFKC').replace(counts, ' count ').replaceAll('%', ' percent ');
  return (plain.match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu) ?? []).flatMap((word) =>
    field.has(word) ? [word] : word.split('-'),
  );
}

/** "white glove" is one word where "white-glove" is. */
function joined(words: readonly string[], field: ReadonlyMap<string, string>): readonly string[] {
  const whole: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const pair = `${words[at]}-${words[at + 1]}`;
    whole.push(field.has(pair) ? pair : (words[at] ?? ''));
    if (field.has(pair)) at += 1;
  }
  return whole;
}

/** "type", "typing" and "typed" are one word, and so are "swap" and "swapped". */
function stem(word: string): string {
  const ending =
    endings.find((each) => word.endsWith(each) && word.length - each.length >= shortestStem) ?? '';
  const bare = word.slice(0, word.length - ending.length).replace(/y$/, 'i');
  return bare.length > shortestStem ? bare.replace(/([bdgmnprt])\1$|e$/, '$1') : bare;
}
