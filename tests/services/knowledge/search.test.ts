import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createKnowledge } from '../../../services/knowledge/knowledge';
import { readLibrary } from '../../../services/knowledge/library';

interface Told {
  readonly said: string;
  /** The articles that answer it, equally well. */
  readonly accept: readonly string[];
}

const read = (file: string): readonly Told[] =>
  JSON.parse(readFileSync(path.join(__dirname, file), 'utf8')) as Told[];

const knowledge = createKnowledge();
const told = ['symptoms.json', 'symptoms-2.json'].flatMap(read);
const idsFound = (text: string, limit = 3) => knowledge.search(text, limit, 'article').map(({ id }) => id);

const longestShared = 4;

function runsOf(text: string): ReadonlySet<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(
    words.slice(longestShared - 1).map((_, at) => words.slice(at, at + longestShared).join(' ')),
  );
}

/** Prints them too. */
function sharesOf(name: string, all: readonly Told[]): { first: number; amongThree: number } {
  const found = all.map(({ said, accept }) => idsFound(said).findIndex((id) => accept.includes(id)));
  const share = (isGood: (at: number) => boolean) => found.filter(isGood).length / all.length;
  const [first, amongThree] = [share((at) => at === 0), share((at) => at >= 0)];
  const [shown, ofThree] = [first, amongThree].map((each) => (100 * each).toFixed(1));
  process.stdout.write(
    `search, sentences ${name}: ${all.length}, found first ${shown} %, among three ${ofThree} %\n`,
  );
  return { first, amongThree };
}

it('tells of at least 150 problems, each once and with known answers', () => {
  expect(told.length).toBeGreaterThanOrEqual(150);
  expect(new Set(told.map(({ said }) => said.toLowerCase())).size).toBe(told.length);
  expect(told.filter(({ accept }) => accept.length === 0)).toEqual([]);
  expect(told.flatMap(({ accept }) => accept).filter((id) => knowledge.article(id) === undefined)).toEqual(
    [],
  );
});

it('tells of them in other words than the articles', () => {
  const runs = new Map(
    readLibrary().articles.map(({ id, title, meaning, symptoms, synonyms }) => [
      id,
      new Set([title, meaning.text, ...symptoms, ...synonyms].flatMap((text) => [...runsOf(text)])),
    ]),
  );
  const copied = told.filter(({ said, accept }) =>
    accept.some((id) => [...runsOf(said)].some((run) => runs.get(id)?.has(run))),
  );
  expect(copied).toEqual([]);
});

it('finds the article first for 90 of 100 problems, and among the first three for 98', () => {
  const { first, amongThree } = sharesOf('worked with', told);
  expect(first).toBeGreaterThanOrEqual(0.9);
  expect(amongThree).toBeGreaterThanOrEqual(0.98);
});

it('finds most of what was told in sentences that no article was given words for', () => {
  const { first, amongThree } = sharesOf('not worked with', read('symptoms-unseen.json'));
  expect(first).toBeGreaterThanOrEqual(0.8);
  expect(amongThree).toBeGreaterThanOrEqual(0.93);
});

it.each([
  ['the licence is missing', 'the licennce is missing'],
  ['spinning dots and please wait', 'spining dots and plese wait'],
  ['keyboard layout is wrong', 'keybaord layot is wrong'],
])('understands “%s” as well when it is misspelt', (text, misspelt) => {
  expect(idsFound(misspelt, 1)).toEqual(idsFound(text, 1));
});

it.each(['qzxv wvutq', 'lorem ipsum dolor sit amet', 'the cat sat on the mat and ate a banana'])(
  'finds little in “%s”',
  (text) => {
    expect(Math.max(0, ...knowledge.search(text, 3).map(({ covered }) => covered))).toBeLessThan(0.5);
  },
);

it.each(['', '   ', '?!', 'hello, how are you today'])('finds nothing in “%s”', (text) => {
  expect(knowledge.search(text, 3)).toEqual([]);
});

it('finds no family of codes by words', () => {
  const families = readLibrary().articles.filter(({ kind }) => kind === 'family');
  expect(
    families.flatMap(({ title }) => idsFound(title, 10)).filter((id) => id.startsWith('family-')),
  ).toEqual([]);
});
