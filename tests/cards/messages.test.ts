import { createMessages, isMessageKey, keysOf, sayIfKnown } from '../../cards/messages';

const complaints: string[] = [];
const messages = createMessages({ onMissing: (complaint) => complaints.push(complaint) });
const say = messages('en');

beforeEach(() => {
  complaints.length = 0;
});

it('says a sentence with its values', () => {
  expect(say('status.position', { number: 2, total: 13 })).toBe('2 of 13');
});

it.each([
  [1, '1 device'],
  [2, '2 devices'],
])('finds the form for %i', (count, sentence) => {
  expect(say('table.title', { count })).toBe(sentence);
});

it.each([
  ['de', 'Bereit'],
  ['de-AT', 'Bereit'],
  ['de_DE', 'Bereit'],
  ['DE-de', 'Bereit'],
  ['fr-CA', 'Prêt'],
  ['es-419', 'Listo'],
  ['es_MX.UTF-8', 'Listo'],
  ['fr-Latn-FR-u-nu-latn', 'Prêt'],
])('speaks the language of the locale %j', (locale, sentence) => {
  expect(messages(locale)('overall.ready')).toBe(sentence);
});

it.each(['fr', 'es'])('counts millions in %s, which have a form of their own there', (language) => {
  const inLanguage = messages(language);

  expect(inLanguage('table.title', { count: 1_000_000 })).toBe(
    inLanguage('table.title', { count: 999_999 }).replace('999999', '1000000'),
  );
});

it.each([
  ...['en-GB', 'xx', '', 'en_US', 'zh-Hant-TW', '!!', '../../en', 'toString', 'constructor', '-', 'deu'],
  'a'.repeat(500),
])('falls back to English for the locale %j', (locale) => {
  expect(messages(locale)('overall.ready')).toBe('Ready');
  expect(messages(locale)('table.title', { count: 2 })).toBe('2 devices');
});

it('puts a value in as it is, also when it looks like a placeholder', () => {
  const text = '{{title}} $t(errors.unexpected) {{- id}} <b>&';

  expect(say('unknown.intro', { text })).toBe(`You wrote: ${text}`);
});

it('takes no time for a value that begins like a reference to a sentence and never ends', () => {
  const text = `$t(${'a'.repeat(31)}`;
  const before = performance.now();

  expect(say('unknown.intro', { text })).toBe(`You wrote: ${text}`);
  expect(performance.now() - before).toBeLessThan(1000);
});

it('takes values whose names mean something to the library', () => {
  expect(say('errors.unexpected', { id: '7', context: 'x', lng: 'de', defaultValue: 'no' })).toContain(
    'number: 7',
  );
});

it('tells of a sentence that lacks a value', () => {
  expect(say('unknown.chosen')).toBe('Going on with: .');
  expect(complaints).toEqual(['No value for {{title}} in "Going on with: {{title}}."']);
});

it('knows which names it has', () => {
  expect(isMessageKey('table.title')).toBe(true);
  expect(isMessageKey('table.title_one')).toBe(false);
  expect(isMessageKey('table')).toBe(false);
  expect(isMessageKey('constructor')).toBe(false);
  expect(sayIfKnown(say, 'failure.from-tomorrow', 'else')).toBe('else');
});

it('lists the names of a catalogue, plural forms folded', () => {
  expect(keysOf({ a: { b: 'x', c_one: 'y', c_other: 'z' } })).toEqual(['a.b', 'a.c']);
});
