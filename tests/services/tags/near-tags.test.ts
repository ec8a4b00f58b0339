import { usualConvention, type TagConvention } from '../../../services/tags/convention';
import { nearTags } from '../../../services/tags/near-tags';

const inUse = new Map([
  ['DE-Corp-Laptop', 120],
  ['UK-Corp-Laptop', 214],
  ['UK-Corp-Desktop', 60],
  ['UK_Corp_Laptop', 4],
  ['UK-Kiosk-Desktop', 33],
  ['FR-Exec-Surface', 12],
]);
const names = (tag: string, convention?: TagConvention) =>
  nearTags(tag, inUse, convention).map((near) => near.tag);

it('offers what was meant, with how many devices carry it', () => {
  expect(nearTags('UK-Crop-Laptop', inUse)[0]).toEqual({ tag: 'UK-Corp-Laptop', count: 214 });
});

it('does not offer a tag in use that looks like a slip itself', () => {
  const withSlip = new Map([...inUse, ['UK-Crop-Labtop', 1]]);
  expect(nearTags('UK-Crop-Laptop', withSlip)[0]).toEqual({ tag: 'UK-Corp-Laptop', count: 214 });
});

it.each([
  'uk-corp-laptop',
  'UK Corp Laptop',
  'ukcorplaptop',
  'UK.CORP.LAPTOP',
  'UK-Corp-Laptpo',
  'UK-Corp-Lap',
])('is not misled by case, separators and slips: %s', (tag) => {
  expect(names(tag)[0]).toBe('UK-Corp-Laptop');
});

it('puts the most used first among equally near ones, and the tag itself nowhere', () => {
  expect(names('uk corp laptop').slice(0, 2)).toEqual(['UK-Corp-Laptop', 'UK_Corp_Laptop']);
  expect(names('UK-Corp-Laptop')).not.toContain('UK-Corp-Laptop');
});

it('offers three at most, and nothing for what resembles nothing', () => {
  expect(names('UK-Corp-Laptops').length).toBeLessThanOrEqual(3);
  expect(names('Warehouse')).toEqual([]);
});

it.each(['', '---', '🙂', '"\u0000', '${x}'.repeat(100)])('copes with %j', (tag) => {
  expect(nearTags(tag, inUse).length).toBeLessThanOrEqual(3);
});

it('copes with tags in use that are no tags', () => {
  expect(
    nearTags(
      'UK-Corp',
      new Map([
        ['🙂', 3],
        ['', 2],
      ]),
    ),
  ).toEqual([]);
});

describe('with a convention', () => {
  const values: TagConvention = {
    type: 'parts',
    separator: '-',
    parts: [
      { name: 'Country', values: ['UK', 'NL'] },
      { name: 'Role', values: [] },
      { name: 'DeviceType', values: ['Laptop', 'Desktop', 'Tablet'] },
    ],
    isStrict: false,
  };

  it('offers no tag that does not fit it', () => {
    expect(names('uk corp laptop', usualConvention)).not.toContain('UK_Corp_Laptop');
    expect(names('DE-Corp-Laptop', values)).not.toContain('DE-Corp-Laptop');
  });

  it('offers also what nobody uses yet, for one wrong part', () => {
    expect(nearTags('NL-Sales-Tabelt', inUse, values)).toContainEqual({ tag: 'NL-Sales-Tablet', count: 0 });
    expect(names('NX-Sales-Tabelt', values)).not.toContain('NL-Sales-Tablet');
  });

  it('knows how often an allowed one is in use already', () => {
    expect(nearTags('UK-Corp-Laptpo', inUse, values)[0]).toEqual({ tag: 'UK-Corp-Laptop', count: 214 });
  });

  it('offers from a list', () => {
    const list: TagConvention = { type: 'list', tags: ['Kiosk', 'Office'], isStrict: true };

    expect(nearTags('Ofice', inUse, list)).toEqual([{ tag: 'Office', count: 0 }]);
  });
});

it('looks through thousands of tags at once', () => {
  const many = new Map(Array.from({ length: 3000 }, (_, n) => [`UK-Site${n}-Laptop`, n % 7] as const));
  const began = performance.now();

  expect(nearTags('UK-Site2999-Lptop', many)[0]?.tag).toBe('UK-Site2999-Laptop');
  expect(performance.now() - began).toBeLessThan(5000);
});
