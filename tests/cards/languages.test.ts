import { catalogues } from '../../cards/messages';
import { asEnglish } from './support/as-english';
import { placeholdersIn, sentencesOf } from './support/sentences-of';

const { en, ...others } = catalogues;
const english = sentencesOf(en);

/** Topics that stand on the operator's terminal, which speaks English, and on no card. */
const forOperators = ['startup'];
const isForPeople = (name: string) => !forOperators.some((topic) => name.startsWith(`${topic}.`));
const forPeople = [...english.keys()].filter(isForPeople);

/** What a person reads of a sentence that is nothing but values, marks and numbers is the same in every language. */
const wordsIn = (sentence: string) => /\p{L}{2}/u.test(sentence.replace(/\{\{[^}]*\}\}/g, ''));

describe.each(Object.entries(others))('the catalogue of %s', (language, catalogue) => {
  const sentences = sentencesOf(catalogue);
  const said = [...sentences].filter(([name]) => english.has(name));

  it('says everything that English says, plural forms and all', () => {
    expect(forPeople.filter((name) => !sentences.has(name))).toEqual([]);
  });

  it('says nothing else', () => {
    expect([...sentences.keys()].filter((name) => !english.has(name) || !isForPeople(name))).toEqual([]);
  });

  it('leaves no sentence empty', () => {
    const empty = said.filter(([name, sentence]) => sentence.trim() === '' && english.get(name) !== '');

    expect(empty).toEqual([]);
  });

  it('puts the same values into each sentence', () => {
    const wrong = said.filter(
      ([name, sentence]) =>
        placeholdersIn(sentence).join() !== placeholdersIn(english.get(name) ?? '').join(),
    );

    expect(wrong).toEqual([]);
  });

  it('has no sentence that was left in English', () => {
    const allowed: ReadonlySet<string> = new Set([
      ...(asEnglish['all'] ?? []),
      ...(asEnglish[language] ?? []),
    ]);
    const left = said.filter(
      ([name, sentence]) => sentence === english.get(name) && wordsIn(sentence) && !allowed.has(sentence),
    );

    expect(left).toEqual([]);
  });

  it("keeps to the lengths of Teams' command menu", () => {
    const tooLong = said.filter(
      ([name, sentence]) =>
        (/^commands\.[^.]+\.title$/.test(name) && sentence.length > 32) ||
        (/^commands\.[^.]+\.summary$/.test(name) && sentence.length > 128),
    );

    expect(tooLong).toEqual([]);
  });

  it('contains no Markdown, which cards would show as it stands', () => {
    const marked = said.filter(([, sentence]) =>
      /[*_`[\]<>]|^[#-]/.test(sentence.replace(/\{\{\w+\}\}/g, '')),
    );

    expect(marked).toEqual([]);
  });
});

it('calls no two commands the same, in whatever languages', () => {
  const owners = new Map<string, string>();
  const clashes = Object.values(catalogues).flatMap((catalogue) =>
    [...sentencesOf(catalogue)].flatMap(([name, title]) => {
      if (!/^commands\.[^.]+\.title$/.test(name)) return [];
      const key = title.toLowerCase();
      const owner = owners.get(key) ?? name;
      owners.set(key, owner);
      return owner === name ? [] : [{ title, owner, name }];
    }),
  );

  expect(clashes).toEqual([]);
});
