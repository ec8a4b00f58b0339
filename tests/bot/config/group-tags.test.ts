import { readConfig } from '../../../bot/config';
import { checkTag, usualConvention } from '../../../services/tags/convention';

function conventionOf(environment: Record<string, string>) {
  const reading = readConfig(environment, false);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.config.groupTags;
}

function problemsOf(environment: Record<string, string>) {
  const reading = readConfig(environment, false);
  return reading.ok ? [] : reading.problems.map(({ variable, problem }) => [variable, problem]);
}

it('is Country-Role-DeviceType unless told otherwise, and not strict', () => {
  expect(conventionOf({ GROUP_TAG_PARTS: ' ' })).toEqual(usualConvention);
});

it('reads parts with their values', () => {
  expect(
    conventionOf({
      GROUP_TAG_PARTS: 'Country=UK|DE, Role; DeviceType = Laptop | Desktop',
      GROUP_TAG_SEPARATOR: 'Space',
      GROUP_TAG_STRICT: 'on',
    }),
  ).toEqual({
    type: 'parts',
    separator: ' ',
    parts: [
      { name: 'Country', values: ['UK', 'DE'] },
      { name: 'Role', values: [] },
      { name: 'DeviceType', values: ['Laptop', 'Desktop'] },
    ],
    isStrict: true,
  });
});

it('reads a pattern', () => {
  const convention = conventionOf({ GROUP_TAG_PATTERN: '^(UK|DE)-[A-Z][a-z]{2,9}$' });

  expect(checkTag('UK-Corp', convention)).toEqual({ type: 'fits' });
  expect(checkTag('FR-Corp', convention)).toEqual({ type: 'pattern' });
});

it('reads a list', () => {
  expect(conventionOf({ GROUP_TAG_LIST: 'UK-Corp-Laptop, Kiosk;Kiosk' })).toEqual({
    type: 'list',
    tags: ['UK-Corp-Laptop', 'Kiosk'],
    isStrict: false,
  });
});

it('takes another separator for the usual parts', () => {
  expect(conventionOf({ GROUP_TAG_SEPARATOR: '_' })).toEqual({ ...usualConvention, separator: '_' });
});

it.each([
  ['two conventions', { GROUP_TAG_PARTS: 'A,B', GROUP_TAG_LIST: 'A-B' }, 'several-tag-conventions'],
  ['a part without name', { GROUP_TAG_PARTS: 'Country, =UK' }, 'not-tag-parts'],
  ['an empty value', { GROUP_TAG_PARTS: 'Country=UK||DE' }, 'not-tag-parts'],
  ['values left out', { GROUP_TAG_PARTS: 'Country=' }, 'not-tag-parts'],
  ['a value that no tag may have', { GROUP_TAG_PARTS: 'Country=UK"' }, 'not-tag-parts'],
  ['a value with the separator', { GROUP_TAG_PARTS: 'Role=Field-Sales' }, 'not-tag-parts'],
  ['nine parts', { GROUP_TAG_PARTS: 'A,B,C,D,E,F,G,H,I' }, 'not-tag-parts'],
  ['a separator that no tag may have', { GROUP_TAG_SEPARATOR: '/' }, 'not-a-tag-separator'],
  [
    'a separator named like a member of every object',
    { GROUP_TAG_SEPARATOR: 'constructor' },
    'not-a-tag-separator',
  ],
  ['a broken pattern', { GROUP_TAG_PATTERN: '^(UK' }, 'not-a-tag-pattern'],
  ['a pattern that looks around', { GROUP_TAG_PATTERN: '^(?!FR).*$' }, 'not-a-tag-pattern'],
  ['a pattern too long', { GROUP_TAG_PATTERN: 'a?'.repeat(150) }, 'not-a-tag-pattern'],
  ['a tag that cannot be one', { GROUP_TAG_LIST: 'Kiosk, "Office"' }, 'not-group-tags'],
  ['neither on nor off', { GROUP_TAG_STRICT: 'maybe' }, 'not-on-or-off'],
])('refuses %s', (_title, environment, problem) => {
  const problems = problemsOf(environment);

  expect(problems.map(([, each]) => each)).toEqual([problem]);
  expect(problems[0]?.[0]).toContain('GROUP_TAG_');
});

it('takes a pattern that would hang others, and does not hang', () => {
  const convention = conventionOf({ GROUP_TAG_PATTERN: '^([A-Za-z]+-?)+!$' });
  const began = performance.now();

  expect(checkTag('a'.repeat(64), convention)).toEqual({ type: 'pattern' });
  expect(performance.now() - began).toBeLessThan(5000);
});
