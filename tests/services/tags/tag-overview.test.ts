import { usualConvention, type TagConvention } from '../../../services/tags/convention';
import { tagOverview } from '../../../services/tags/tag-overview';

const typosOf = (tags: readonly string[], convention: TagConvention = usualConvention) => {
  const inUse = new Map([
    ['UK-Corp-Laptop', 214],
    ['UK-Kiosk-Desktop', 10],
    ['UK-Exec-Surface', 9],
  ]);
  const { lines } = tagOverview(new Map([...inUse, ...tags.map((tag) => [tag, 1] as const)]), convention);
  return lines.flatMap(({ tag, meant }) => (meant === undefined ? [] : [[tag, meant.tag]]));
};

it('lists the most used first, with what fits and how many devices there are', () => {
  const inUse = new Map([
    ['b-b-b', 1],
    ['a-a-a', 1],
    ['uk corp laptop', 2],
    ['UK-Corp-Laptop', 214],
  ]);

  const { lines, ...tally } = tagOverview(inUse, usualConvention);

  expect(lines.map(({ tag }) => tag)).toEqual(['UK-Corp-Laptop', 'uk corp laptop', 'a-a-a', 'b-b-b']);
  expect(lines[1]?.verdict.type).toBe('part-count');
  expect(tally).toEqual({ devices: 218, misfits: 1, typos: 0 });
});

it.each([
  ['letters swapped, twice', 'UK-Crop-Labtop', 'UK-Corp-Laptop'],
  ['a letter missing', 'UK-Crp-Laptop', undefined],
  ['a letter missing in a long word', 'UK-Corp-Lapop', 'UK-Corp-Laptop'],
  ['a letter too many', 'UK-Corpp-Laptop', 'UK-Corp-Laptop'],
  ['a letter too many at the end', 'UK-Corp-Laptops', 'UK-Corp-Laptop'],
  ['other separators', 'UK_Corp_Laptop', 'UK-Corp-Laptop'],
  ['another case', 'uk-corp-LAPTOP', 'UK-Corp-Laptop'],
  ['no separators', 'UKCorpLaptop', 'UK-Corp-Laptop'],
  ['another country', 'DE-Corp-Laptop', undefined],
  ['another role', 'UK-Test-Laptop', undefined],
  ['a number', 'UK-Corp2-Laptop', undefined],
  ['one part more', 'UK-Corp-Laptop-Lab', undefined],
  ['one that is not much used', 'UK-Exce-Surface', undefined],
])('takes for a slip or not: %s', (_title, tag, meant) => {
  expect(typosOf([tag])).toEqual(meant === undefined ? [] : [[tag, meant]]);
});

it('suspects no tag that several devices carry', () => {
  const inUse = new Map([
    ['UK-Corp-Laptop', 214],
    ['UK-Crop-Laptop', 2],
  ]);

  expect(tagOverview(inUse, usualConvention).typos).toBe(0);
});

it('suspects no tag that the convention names', () => {
  const list: TagConvention = { type: 'list', tags: ['UK-Corp-Laptops'], isStrict: false };

  expect(typosOf(['UK-Corp-Laptops', 'UK-Crop-Laptop'], list)).toEqual([
    ['UK-Crop-Laptop', 'UK-Corp-Laptop'],
  ]);
});

it('gets through thousands of tags that one device each carries', () => {
  const many = new Map(
    Array.from({ length: 6000 }, (_, n) => [`UK-Site${n}x-Laptop`, n < 3000 ? 50 : 1] as const),
  );
  const began = performance.now();

  expect(tagOverview(many, usualConvention).lines).toHaveLength(6000);
  expect(performance.now() - began).toBeLessThan(10_000);
});
