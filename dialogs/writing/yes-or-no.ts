import words from './yes-or-no.json';

const answers: ReadonlyMap<string, 'yes' | 'no'> = new Map([
  ...words.yes.map((word) => [word, 'yes'] as const),
  ...words.no.map((word) => [word, 'no'] as const),
]);
const longestAnswer = 40;

/**
 * Only a message that says yes, or no, and nothing else: “ok wait” is no yes, and something is changed by it.
 */
export function yesOrNo(text: string): 'yes' | 'no' | undefined {
  if (text.length > longestAnswer) return undefined;
  const said = text
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[\s.,!¡]+/g, ' ')
    .trim();
  return answers.get(said);
}
