import fc from 'fast-check';
import { safePattern } from '../../../services/tags/safe-pattern';

const matches = (source: string, text: string) => safePattern(source)?.matches(text);

it.each([
  ['^(UK|DE)-[A-Z][a-z]+-(Laptop|Desktop)$', 'UK-Corp-Laptop', true],
  ['^(UK|DE)-[A-Z][a-z]+-(Laptop|Desktop)$', 'FR-Corp-Laptop', false],
  ['^(UK|DE)-[A-Z][a-z]+-(Laptop|Desktop)$', 'UK-Corp-Laptop2', false],
  ['^UK-', 'UK-Corp-Laptop', true],
  ['Laptop$', 'UK-Corp-Laptop-1', false],
  [String.raw`^\w{2}\.\d{1,3}$`, 'UK.007', true],
  [String.raw`^\w{2}\.\d{1,3}$`, 'UK.0071', false],
  ['^(?:a|b)*?c{2,}$', 'abbacc', true],
  ['^[^-]+(-[^-]+){2}$', 'UK-Corp-Laptop', true],
  ['^[^-]+(-[^-]+){2}$', 'UK--Laptop', false],
  ['^(a*)*$', 'aaab', false],
  ['uk', 'UK', false],
])('reads %s: %s %s', (source, text, expected) => {
  expect(matches(source, text)).toBe(expected);
});

it.each([
  [''],
  ['('],
  [')'],
  ['[A-Z'],
  ['[Z-A]'],
  ['*a'],
  ['a**'],
  ['^*'],
  ['a{3,2}'],
  ['(?=a)b'],
  ['(?<name>a)'],
  [String.raw`(a)\1`],
  [String.raw`\bUK`],
  ['a'.repeat(201)],
  ['((a{99}){99}){99}'],
  [`${'('.repeat(100)}a`],
])('refuses %s', (source) => {
  expect(safePattern(source)).toBeUndefined();
});

it('does not hang, whatever the pattern', () => {
  const text = 'a'.repeat(64);
  const sources = ['^(a+)+$', '^(a|a)*b$', '^(a|aa)+$', '^(([a-z])+.)+[A-Z]([a-z])+$', '^(.*)*(.*)*(.*)*!$'];
  const began = performance.now();

  for (const source of sources) expect(matches(source, `${text}!?`)).toBe(false);
  expect(performance.now() - began).toBeLessThan(10_000);
});

it('finds what a regular expression of JavaScript finds', () => {
  const unit = fc.constantFrom('a', 'b', '-', '.', '[ab]', '[^a]', '[a-c]', String.raw`\d`, String.raw`\.`);
  const { node } = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      unit,
      fc.tuple(tie('node'), tie('node')).map((parts) => parts.join('')),
      fc.tuple(tie('node'), tie('node')).map((parts) => `(${parts.join('|')})`),
      fc
        .tuple(tie('node'), fc.constantFrom('*', '+', '?', '{2}', '{1,2}', '{0,}', '*?'))
        .map(([inner, times]) => `(?:${String(inner)})${times}`),
      tie('node').map((inner) => `^${String(inner)}`),
      tie('node').map((inner) => `${String(inner)}$`),
    ),
  }));
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '-', '.', '1'), maxLength: 7 });

  fc.assert(
    fc.property(node.map(String), text, (source, value) => {
      const read = safePattern(source);
      return read === undefined || read.matches(value) === new RegExp(source).test(value);
    }),
    { numRuns: 2000 },
  );
});

it('refuses or reads any text, and never throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...Array.from('ab()[]{}|*+?^$\\-,1.')) }), (source) => {
      const read = safePattern(source);
      return read === undefined || read.matches('ab1') === new RegExp(source).test('ab1');
    }),
    { numRuns: 2000 },
  );
});
