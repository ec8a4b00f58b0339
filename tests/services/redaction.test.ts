import { createLog } from '../../services/log';
import { escapeMarkdown, plainText } from '../../cards/escape';
import { redact, redacted, redactMarkdown } from '../../services/redaction';
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
    ['abc8Q~Secret.Part-OfIt_123456789012345678', '[removed]'],
    ['tag_abc8Q~Secret.Part-OfIt_123456789012345678', 'tag_[removed]'],
    ['my password is hunter2', 'my password is [removed]'],
    ['my password is Sommer! thanks', 'my password is [removed] thanks'],
    ['The password of the admin was: s3cret/x. Why?', 'The password of the admin was: [removed]. Why?'],
    ['my password is "correct horse", ok', 'my password is [removed], ok'],
    ['my secret is ab*cd_ef', 'my secret is [removed]'],
    ['password=ab*SECRET', 'password=[removed]'],
    ['password=ab\\SECRET x', 'password=[removed] x'],
    ['password=ab(SECRET) x', 'password=[removed]) x'],
    ['Basic dXNlcjpwYXNzd29yZA== x', 'Basic [removed] x'],
    ['Basic dTpww7zDnw== x', 'Basic [removed] x'],
    ['"Authorization": "Basic dTr83w=="', '"Authorization": "Basic [removed]"'],
    ['pass\u200Bword=hun\u200Dter2 x', 'pass\u200Bword=[removed] x'],
    ['abc8\u00ADQ~\u2060Secret\uFEFF.Part-OfIt_12345678901234', '[removed]'],
    ['Bearer 0a1b2c3d\u202E4e5f60718293', 'Bearer [removed]'],
    ['postgres://bot:hunter2@db and redis://:pw@h', 'postgres://bot:[removed]@db and redis://:[removed]@h'],
  ])('loses what is secret in %j and keeps the rest', (text, safe) => {
    expect(redact(text)).toBe(safe);
    expect(redact(safe)).toBe(safe);
  });

  it.each([
    ['flurble abc8Q~Secret.Part-OfIt_123456789012345678', 'flurble \\[removed\\]'],
    ['password=ab*SECRET', 'password=\\[removed\\]'],
    ['*password=ab*SECRET_x* _y_', '\\*password=\\[removed\\] \\_y\\_'],
    ['a_b [x](https://y.example) token=a~b_c', 'a\\_b \\[x\\]\u2060(https://y.example) token=\\[removed\\]'],
    ['{{DATE(1)}} client_secret=a_b_c {{x', '{\u2060{DATE(1)}} client\\_secret=\\[removed\\] {\u2060{x'],
    ['token=abc(', 'token=\\[removed\\]\u2060('],
    ['pwd=a\\*b\\\\c_d, C:\\_x', 'pwd=\\[removed\\], C:\\\\\\_x'],
    ['postgres://bot:h_u*n~t@db_1', 'postgres://bot:\\[removed\\]@db\\_1'],
    ['my password is ab_c*d', 'my password is \\[removed\\]'],
  ])('escaped for Markdown loses what is secret in %j and stays escaped', (text, safe) => {
    expect(redactMarkdown(escapeMarkdown(text))).toBe(safe);
    expect(redactMarkdown(safe)).toBe(safe);
  });

  it.each(Object.entries(secrets))('escaped or spoken loses %s', (_name, { text }) => {
    const sentence = `tag_x *${text}* end`;
    expect(found(redactMarkdown(escapeMarkdown(sentence)).replaceAll('\\', ''))).toEqual([]);
    expect(found(redact(plainText(sentence)).replaceAll('∼', '~').replaceAll('ˍ', '_'))).toEqual([]);
  });

  it('spoken loses a secret whose marks were replaced', () => {
    expect(redact(plainText('find abc8Q~-_Secret.Part-OfIt_12345678901 now'))).toBe('find [removed] now');
  });

  it.each([
    'UK-Corp-Laptop',
    'UK_Corp_Laptop_2026 is a_b, *bold* _it_ `code` ~~gone~~',
    '[Intune](https://intune.microsoft.com/#view/a_b) and ](x)',
    '{{DATE(2026-03-02T09:00:00Z,SHORT)}} {{{TIME(1)}}',
    '- item 1. two',
    '2026-03-02 09:00 UTC, 50 %, 3 h ago',
    'C:\\temp\\_x, \\\\server\\share',
    'my password is wrong_or_expired? The password was reset.',
    'password is not_set, basic_information on Basic authentication and basic troubleshooting, basic configuration',
    'the secret is case-sensitive; your password is 90 days old',
    'my password is [removed]',
    'Basic mode: standard, basic settings, Basic License/Standard',
    '👩‍💻 می‌خواهم e\u0301 \u00ADsoft ❤️',
    'R&D &lt;b&gt; <at>x</at>',
    'hundred ˍspokenˍ ∼marks∼ ‹x›',
  ])('passes unchanged in every form: %s', (text) => {
    expect([redact(text), redact(plainText(text))]).toEqual([text, plainText(text)]);
    for (const form of [text, escapeMarkdown(text), plainText(text)]) {
      expect(redactMarkdown(form)).toBe(form);
    }
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
    for (const text of [
      'basic ',
      'password is ',
      'password is “',
      "password is '",
      'password x y ',
      '\\_',
      '\u2060',
      'token=\\',
      'token=(',
      'Q~',
      '\\*password=a\\_ ',
      'a',
      'a ',
      'eyJ',
      '://',
      'bearer ',
      'password=',
      '"',
      '\\n',
      'aB3/',
    ]) {
      redact(text.repeat(100_000 / text.length));
      redactMarkdown(text.repeat(100_000 / text.length));
    }
    redact(`password is ${'.,'.repeat(50_000)}`);
    redact(`password=${'\\'.repeat(100_000)}"`);

    expect(performance.now() - begun).toBeLessThan(10_000);
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
