import {
  checkTag,
  exampleTag,
  fitsConvention,
  isVouchedFor,
  usualConvention,
  type TagConvention,
} from '../../../services/tags/convention';
import { safePattern } from '../../../services/tags/safe-pattern';

const country = { name: 'Country', values: ['UK', 'DE'] };
const role = { name: 'Role', values: [] };
const form = { name: 'DeviceType', values: ['Laptop', 'Desktop'] };
const byParts: TagConvention = {
  type: 'parts',
  separator: '-',
  parts: [country, role, form],
  isStrict: false,
};
const byPattern: TagConvention = { type: 'pattern', pattern: safePattern('^(UK|DE)_')!, isStrict: false };
const byList: TagConvention = { type: 'list', tags: ['Kiosk', 'Office'], isStrict: true };

describe('the usual convention', () => {
  it.each(['UK-Corp-Laptop', 'de-kiosk-desktop', 'EMEA-Field Sales-Surface'])('takes %s', (tag) => {
    expect(checkTag(tag, usualConvention)).toEqual({ type: 'fits' });
  });

  it.each([
    ['UK-Corp', 2],
    ['uk corp laptop', 1],
    ['UK_Corp_Laptop', 1],
    ['UK-Corp-Laptop-01', 4],
  ])('counts the parts of %s', (tag, found) => {
    expect(checkTag(tag, usualConvention)).toEqual({ type: 'part-count', expected: 3, found });
  });

  it('names the part that is empty', () => {
    expect(checkTag('UK--Laptop', usualConvention)).toMatchObject({
      type: 'part',
      part: { name: 'Role' },
      value: '',
    });
  });
});

it.each([
  ['a comma', 'UK-Corp,-Laptop'],
  ['quotes', 'UK-"Corp"-Laptop'],
  ['brackets', '[OrderID]:UK'],
  ['a control character', 'UK-Corp\u0000-Laptop'],
  ['a template', '${UK}-Corp-Laptop'],
  ['300 characters', 'UK-Corp-'.padEnd(300, 'x')],
  ['nothing', ''],
  ['a hyphen in front', '-Corp-Laptop'],
])('takes nothing with %s, whatever the convention', (_title, tag) => {
  for (const convention of [usualConvention, byParts, byPattern, byList]) {
    expect(checkTag(tag, convention)).toEqual({ type: 'impossible' });
  }
});

it('tells which part is wrong and what may stand there; case counts', () => {
  expect(checkTag('UK-Anything-Laptop', byParts)).toEqual({ type: 'fits' });
  expect(checkTag('FR-Corp-Laptop', byParts)).toEqual({ type: 'part', part: country, value: 'FR' });
  expect(checkTag('UK-Corp-laptop', byParts)).toEqual({ type: 'part', part: form, value: 'laptop' });
});

it('takes another separator', () => {
  const dotted: TagConvention = { ...byParts, separator: '.' };

  expect(fitsConvention('UK.Corp-Sales.Laptop', dotted)).toBe(true);
  expect(fitsConvention('UK-Corp-Laptop', dotted)).toBe(false);
});

it('holds tags to a pattern or a list', () => {
  expect(checkTag('UK_1', byPattern)).toEqual({ type: 'fits' });
  expect(checkTag('FR_1', byPattern)).toEqual({ type: 'pattern' });
  expect(checkTag('Kiosk', byList)).toEqual({ type: 'fits' });
  expect(checkTag('kiosk', byList)).toEqual({ type: 'unlisted' });
});

it('vouches for a tag only where it names every part of it', () => {
  const full: TagConvention = { ...byParts, parts: [country, form] };

  expect([full, byList, byParts, byPattern].map((each) => isVouchedFor('UK-Laptop', each))).toEqual([
    true,
    false,
    false,
    false,
  ]);
  expect(isVouchedFor('Office', byList)).toBe(true);
});

describe('an example', () => {
  const inUse = new Map([
    ['uk corp laptop', 90],
    ['DE-Corp-Laptop', 3],
    ['UK-Corp-Laptop', 214],
  ]);

  it('is the most used tag that fits', () => {
    expect(exampleTag(usualConvention, inUse)).toBe('UK-Corp-Laptop');
  });

  it('is made of the values where none is in use, and is not made up without them', () => {
    const none = new Map<string, number>();

    expect([byParts, byList, byPattern, usualConvention].map((each) => exampleTag(each, none))).toEqual([
      'UK-Role-Laptop',
      'Kiosk',
      undefined,
      undefined,
    ]);
  });
});
