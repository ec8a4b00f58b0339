import { isWord } from './canonical';

const placeholder = /^<[a-z]+>$/;

/** Words whose ending changes without changing what is asked. */
function stem(token: string): string {
  if (placeholder.test(token) || token.length < 4) return token;
  return token
    .replace(/ies$/, 'y')
    .replace(/(?<=[^s])s$/, '')
    .replace(/(?<=\w{3})(?:ing|ed)$/, '')
    .replace(/(?<=\w{3})e$/, '')
    .replace(/(\w)\1$/, '$1');
}

const counts: readonly (readonly [string, string])[] = [
  ['<serial>', 'several-serials'],
  ['<code>', 'several-codes'],
];

/** What a sentence shows to the classifier: its stems, pairs of neighbours, its first words, and how many entities. */
export function featuresOf(tokens: readonly string[]): readonly string[] {
  const stems = tokens.filter(isWord).map(stem);
  const collapsed = stems.filter((token, at) => token !== stems[at - 1]);
  const features = new Set<string>();
  collapsed.forEach((token, at) => {
    features.add(token);
    features.add(`${collapsed[at - 1] ?? '^'} ${token}`);
  });
  features.add(`${collapsed.at(-1) ?? '^'} $`);
  if (tokens.includes('?')) features.add('?');
  if (collapsed.length < 3) features.add('=short');
  for (const [token, feature] of counts)
    if (stems.filter((stemmed) => stemmed === token).length > 1) features.add(`=${feature}`);
  return [...features];
}
