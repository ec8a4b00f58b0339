import { createLog } from '../../services/log';
import { redact, redacted } from '../../services/redaction';
import { found, planted, secrets } from '../support/secrets';

describe('a text', () => {
  it.each(Object.entries(secrets))('loses %s, alone and within a sentence', (_name, { text }) => {
    expect(found(redact(text))).toEqual([]);
    expect(found(redact(`Graph said: ${text}, and that was all.`))).toEqual([]);
    expect(found(redact(JSON.stringify({ detail: JSON.stringify({ text }) })))).toEqual([]);
    expect(found(redact(text.toLowerCase() === text ? text : `x ${text}`))).toEqual([]);
  });

  it('loses all of them at once, and nothing between them', () => {
    const text = Object.values(secrets)
      .map((secret, n) => `${secret.text} word${n},`)
      .join(' ');

    const left = redact(text);

    expect(found(left)).toEqual([]);
    expect(left.match(/word\d/g)).toHaveLength(Object.keys(secrets).length);
  });

  it.each([
    'Device setup failed: 0x800705B4, correlation 5f0c2a61-7d94-4e1b-9a38-c2e4b7d51f06.',
    'the bearer of this laptop forgot the password',
    'token expired',
    'https://graph.microsoft.com/v1.0/users/anna.lindqvist@contoso.example/checkMemberGroups',
    'http://127.0.0.1:3978/api/messages',
    '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    '19:4a95f7d8db4c4e7fae857bcebe0623e6@thread.tacv2',
    'UK-Corp-Laptop_2026 / Standort München',
    `at answer (/srv/bot/${'folder/'.repeat(20)}file.ts:12:3)`,
  ])('keeps what is no secret: %s', (text) => {
    expect(redact(text)).toBe(text);
  });

  it('of a hundred thousand characters is looked through in no time', () => {
    const begun = performance.now();
    for (const text of ['a', 'a ', 'eyJ', '://', 'bearer ', 'password=', '"', '\\n', 'aB3/']) {
      redact(text.repeat(100_000 / text.length));
    }

    expect(performance.now() - begun).toBeLessThan(2000);
  });
});

describe('data', () => {
  it('loses what the name of a field announces, and keeps its shape', () => {
    const data = {
      password: 'x',
      hardwareIdentifier: 'y',
      nested: [{ accessToken: 'z', serial: '5CG4217QHX' }],
    };

    expect(redacted(data)).toEqual({
      password: '[removed]',
      hardwareIdentifier: '[removed]',
      nested: [{ accessToken: '[removed]', serial: '5CG4217QHX' }],
    });
  });

  it('loses secrets in names of fields, too, and bears circles', () => {
    const circle: Record<string, unknown> = { [planted]: planted };
    circle['self'] = circle;

    expect(found(JSON.stringify(redacted(circle)))).toEqual([]);
  });
});

describe('the log', () => {
  const lines: string[] = [];
  const log = createLog('trace', { write: (line) => lines.push(line) });
  beforeEach(() => {
    lines.length = 0;
  });

  class SdkError extends Error {
    readonly request = { headers: { authorization: planted } };
  }
  it.each([
    [
      'a message',
      () => {
        log.info(planted);
      },
    ],
    [
      'a message with values',
      () => {
        log.info('%s and %o', planted, { planted });
      },
    ],
    [
      'fields',
      () => {
        log.info({ deep: { list: [{ [planted]: planted }] } }, 'x');
      },
    ],
    [
      'an error',
      () => {
        log.error(new SdkError(planted));
      },
    ],
    [
      'an error as a field',
      () => {
        log.error({ err: new SdkError(planted, { cause: new Error(planted) }) }, 'x');
      },
    ],
    [
      'an error with a message',
      () => {
        log.error(new Error(planted), planted);
      },
    ],
    [
      'a described error',
      () => {
        log.error({ err: { message: planted, stack: planted } }, 'x');
      },
    ],
    [
      'a child logger',
      () => {
        log.child({ planted }).info('x');
      },
    ],
  ])('writes no secret that stands in %s', (_title, write) => {
    write();

    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0]!)).toMatchObject({ time: expect.any(Number) });
    expect(found(lines[0]!)).toEqual([]);
  });

  it('keeps what an error says and where', () => {
    log.error({ err: new TypeError('x is not a function') }, 'turn failed');

    expect(JSON.parse(lines[0]!)).toMatchObject({
      msg: 'turn failed',
      err: { message: 'x is not a function', stack: expect.stringContaining('redaction.test') },
    });
  });

  it('says of an error alone what it says', () => {
    log.error(new TypeError('x is not a function'));

    expect(JSON.parse(lines[0]!)).toMatchObject({ msg: 'x is not a function', err: { name: 'TypeError' } });
  });
});
