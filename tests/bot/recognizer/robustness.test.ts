import fc from 'fast-check';
import { performance } from 'node:perf_hooks';
import { createRecognizer } from '../../../bot/recognizer/recognizer';
import { commands } from '../../../dialogs';
import { commandOf, recognizer } from './support';

describe('slips of the fingers', () => {
  it.each([
    ['declien 66', 'reject'],
    ['uplaod this hash csv', 'register'],
    ['syncronise autopilot', 'sync'],
    ['is my computre finished', 'my-device'],
    ['aprove request 12', 'approve'],
    ['expotr the device list', 'export'],
    ['hlep', 'help'],
    ['unsubcribe 5CG1234ABC', 'unwatch'],
  ])('are forgiven: %s', (text, command) => {
    expect(commandOf(text)).toBe(command);
  });

  it.each(['asdfghjk', 'qwrtzp', 'xyzzy plugh'])('do not turn noise into a command: %s', (text) => {
    expect(commandOf(text)).toBe('unknown');
  });
});

describe('a text that means harm', () => {
  const size = 100_000;

  it.each([
    ['one letter', 'a'.repeat(size)],
    ['digits', '1'.repeat(size)],
    ['letters and digits', 'a1'.repeat(size / 2)],
    ['spaces', ' '.repeat(size)],
    ['line breaks', '\n'.repeat(size)],
    ['dashes', 'a-'.repeat(size / 2)],
    ['quotation marks', '"'.repeat(size)],
    ['apostrophes', "' ".repeat(size / 2)],
    ['addresses', 'a@a.'.repeat(size / 4)],
    ['backslashes', '\\'.repeat(size)],
    ['hex', '0x'.repeat(size / 2)],
    ['names', 'to Ab van de '.repeat(size / 13)],
    ['profiles', 'profile Ab '.repeat(size / 11)],
    ['tags', 'tag to '.repeat(size / 7)],
    ['numbers', '1 '.repeat(size / 2)],
    ['hypervisors', `vmware-${'56 '.repeat(size / 3)}`],
    ['refusals', 'not the '.repeat(size / 8)],
    ['emoji', '😀'.repeat(size / 2)],
    ['right to left', 'مرحبا '.repeat(size / 6)],
    ['words', 'delete lorem ipsum '.repeat(size / 19)],
  ])('is dealt with in time: %s', (_, text) => {
    recognizer().recognize('warm up');
    const start = performance.now();

    recognizer().recognize(text);

    expect(performance.now() - start).toBeLessThan(5000);
  });

  it.each([
    '',
    ' ',
    '?',
    '%',
    "'",
    '"',
    '\\',
    '\n\n',
    '\u200B',
    '\uD800',
    '\uE000\uE001',
    '${x}',
    'null',
    '__proto__',
    'constructor',
  ])('is no command: %j', (text) => {
    expect(commandOf(text)).toBe('unknown');
  });

  it('never makes it throw, and what comes back keeps its shape', () => {
    const ids = new Set([...commands.map(({ id }) => id), 'unknown']);
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.lorem()), (text) => {
        const { command, confidence, alternatives, slots, text: kept } = recognizer().recognize(text);
        expect(kept).toBe(text);
        expect(ids).toContain(command);
        expect(confidence).toBeGreaterThanOrEqual(0);
        expect(confidence).toBeLessThanOrEqual(1);
        expect(alternatives.length).toBeLessThanOrEqual(2);
        expect(alternatives.map((alternative) => alternative.command)).not.toContain(command);
        expect(slots.serials.every((serial) => serial === serial.toUpperCase())).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the recognizer', () => {
  it('understands the same sentence the same way each time it is built', () => {
    const text = 'could somebody have a look at 5CG1234ABC, it is behaving oddly';

    expect(createRecognizer(commands).recognize(text)).toEqual(recognizer().recognize(text));
  });

  it.each([
    ['a lone serial', '5CG1234ABC', 'status'],
    ['several serials', '5CG1234ABC, PF2SX7Y0 and 7XK2QY3', 'status'],
    ['a lone code', '0x800705b4', 'explain'],
    ['a lone import error', '806', 'explain'],
  ])('takes %s for a question about it', (_, text, command) => {
    expect(commandOf(text)).toBe(command);
  });

  it('ignores case, surrounding space and line breaks', () => {
    expect(commandOf('  STATUS\n OF 5cg1234abc \n')).toBe('status');
  });
});
