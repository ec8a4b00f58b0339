import { openHouse, personWith, type House } from '../support/house';
import { buttonsOf, cardOf, textsOf, wordsOf, type Turn } from '../support/teams-connector';

const helpdesk = personWith('helpdesk');
const employee = personWith('employee');

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.stop());
afterEach(() => {
  house.tenant.faults.clear();
});

function cardIn(turn: Turn): Record<string, unknown> {
  const card = cardOf(turn.replies[0]) ?? (turn.body as { value?: Record<string, unknown> }).value;
  if (card === undefined) throw new Error(`No card in ${JSON.stringify(turn)}`);
  return card;
}

describe('one serial', () => {
  it.each(["where's 5CG4217QHX?", 'status 5CG4217QHX', '5CG4217QHX', ' 5cg4217qhx ', 'is 5CG4217QHX ready?'])(
    'is answered with the card of the device: %s',
    async (text) => {
      const turn = await house.teams.say(helpdesk, text);

      expect(turn.status).toBe(200);
      expect(turn.replies).toHaveLength(1);
      expect(cardIn(turn)).toMatchObject({ type: 'AdaptiveCard', version: '1.5' });
      const shown = wordsOf(turn);
      for (const expected of ['5CG4217QHX', 'Ready', 'UK-Corp-Laptop', 'Hardware', 'Intune']) {
        expect(shown).toContain(expected);
      }
      expect(turn.replies[0]!.summary).toContain('5CG4217QHX');
    },
  );

  it('is answered in a channel when the bot is mentioned', async () => {
    const turn = await house.teams.say(helpdesk, '<at>Autopilot</at> status 5CG4217QHX', {
      entities: [
        { type: 'mention', text: '<at>Autopilot</at>', mentioned: { id: '28:bot', name: 'Autopilot' } },
      ],
    });

    expect(wordsOf(turn)).toContain('5CG4217QHX');
  });

  it.each([
    ['7XK2QY3', 'Needs help', '0x800705B4'],
    ['5CG4180KSK', 'Needs help', '0x80180014'],
    ['PF4K7X2N', 'Setting up', 'UK'],
    ['026650981734', 'Waiting', 'Surface'],
    ['PF0TLX84', 'UK-Crop-Labtop', 'profile'],
  ])('%s shows how it stands', async (serial, ...expected) => {
    const shown = wordsOf(await house.teams.say(helpdesk, serial));

    for (const text of expected) expect(shown).toContain(text);
  });

  it('with two registrations shows one and names the other', async () => {
    const turn = await house.teams.say(helpdesk, '5CG9153QGX');

    expect(wordsOf(turn)).toContain('One more registration has this serial number');
    expect(buttonsOf(cardIn(turn), 'status.refresh').length).toBeGreaterThan(1);
  });

  it('that is not registered is never replaced by one that contains it', async () => {
    const turn = await house.teams.say(helpdesk, 'status 5CG4217QH');

    const shown = wordsOf(turn);
    expect(shown).toContain('5CG4217QH is not registered');
    expect(buttonsOf(cardIn(turn), 'status.open').map(({ data }) => data)).toEqual([
      { serial: '5CG4217QHX' },
    ]);
  });

  it('costs at most two Graph requests one after the other', async () => {
    const before = house.tenant.requests().length;

    await house.teams.say(helpdesk, '5CG4217QHX');

    // Three parallel requests in the first hop, for Intune must not hold up the others, and two in the second.
    expect(house.tenant.requests().length - before).toBeLessThanOrEqual(5);
  });
});

describe('refresh', () => {
  it('reads again and edits the same card for everyone', async () => {
    const turn = await house.teams.say(helpdesk, '5CG4217QHX');
    const shown = house.teams.sent.at(-1)!;
    const [refresh] = buttonsOf(cardIn(turn), 'status.refresh');

    const pressed = await house.teams.press(helpdesk, refresh!.verb, refresh!.data, shown.activityId);

    expect(pressed.body).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' });
    expect(textsOf(cardIn({ ...pressed, replies: [] }))).toContain('5CG4217QHX');
    expect(house.teams.sent.at(-1)).toMatchObject({ method: 'PUT', activityId: shown.activityId });
  });

  it('still answers the presser when the edit for everyone is refused', async () => {
    const turn = await house.teams.say(helpdesk, '5CG4217QHX');
    const [refresh] = buttonsOf(cardIn(turn), 'status.refresh');
    house.teams.misbehave({ times: 1, status: 412 });

    const pressed = await house.teams.press(helpdesk, refresh!.verb, refresh!.data, 'an-old-card');

    expect(pressed.body).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' });
  });

  it.each([
    ['data of another shape', { serial: ['5CG4217QHX'] }],
    ['no data', undefined],
    ['a serial of ten thousand characters', { serial: 'A'.repeat(10_000) }],
    ['an empty serial', { serial: '' }],
    ['a serial of control characters', { serial: '\u0000\n' }],
    ['a serial without a letter or digit', { serial: ' -/_ ' }],
    ['a list with a serial of control characters', { serial: '5CG4217QHX', serials: ['\u0000\n'] }],
    ['a list of a thousand serials', { serial: 'A1', serials: Array(1000).fill('5CG4217QHX') }],
  ])('refuses %s with a sentence', async (_title, data) => {
    const pressed = await house.teams.press(helpdesk, 'status.refresh', data);

    expect(pressed.body).toMatchObject({
      statusCode: 200,
      type: 'application/vnd.microsoft.activity.message',
      value: expect.stringContaining('no longer know this button'),
    });
  });
});

describe('several serials', () => {
  it('give one table; a row opens its device and leads back', async () => {
    const turn = await house.teams.say(helpdesk, 'status 5CG4217QHX, 7XK2QY3 and 5CG9999ZZZ');
    const rows = buttonsOf(cardIn(turn), 'status.open');

    expect(wordsOf(turn)).toContain('3 devices');
    expect(wordsOf(turn)).toContain('Not registered');
    const opened = await house.teams.press(helpdesk, rows[0]!.verb, rows[0]!.data);
    const [back] = buttonsOf(opened.body, 'status.list');
    expect(textsOf(opened.body)).toContain('UK-Corp-Laptop');

    const list = await house.teams.press(helpdesk, back!.verb, back!.data);

    expect(textsOf(list.body)).toContain('3 devices');
  });

  it('stay on the others’ screens while one person refreshes the device that was opened', async () => {
    const turn = await house.teams.say(helpdesk, '5CG4217QHX 7XK2QY3');
    const [row] = buttonsOf(cardIn(turn), 'status.open');
    const opened = await house.teams.press(helpdesk, row!.verb, row!.data);
    const [refresh] = buttonsOf(opened.body, 'status.refresh');
    const before = house.teams.sent.length;

    await house.teams.press(helpdesk, refresh!.verb, refresh!.data, 'the-table');

    expect(house.teams.sent).toHaveLength(before);
  });

  it('are read up to a limit, which the answer names', async () => {
    const serials = Array.from({ length: 200 }, (_, index) => `5CG${String(1000000 + index)}`);
    const before = house.tenant.requests().length;

    const turn = await house.teams.say(helpdesk, `status ${serials.join(' ')}`);

    expect(wordsOf(turn)).toContain('You named 200 serial numbers. I read 20 at a time');
    expect(house.tenant.requests().length - before).toBeLessThanOrEqual(9);
  });
});

describe('a person who may not ask', () => {
  it('gets the same words whether the serial exists or not', async () => {
    const [existing, invented] = [
      await house.teams.say(employee, 'status PF4K7X2N'),
      await house.teams.say(employee, 'status PF4K7X2Q'),
    ];

    expect(existing.replies[0]!.text).toContain('I can only tell you about your own devices');
    expect(invented.replies[0]!.text).toBe(existing.replies[0]!.text);
  });

  it.each(['status.refresh', 'status.open'])('cannot press %s on a card shown to others', async (verb) => {
    const before = house.tenant.requests().length;

    const pressed = await house.teams.press(employee, verb, { serial: '5CG4217QHX' });

    expect((pressed.body as { value: string }).value).toContain('is not open to you');
    expect(house.tenant.requests()).toHaveLength(before);
  });

  it('is nobody without an Entra id, whatever the name says', async () => {
    const turn = await house.teams.say({ id: '29:x', name: helpdesk.name, objectId: '' }, '5CG4217QHX');

    expect(wordsOf(turn)).toContain('belongs to another organisation');
    expect(wordsOf(turn)).not.toContain('UK-Corp-Laptop');
  });
});

describe('Graph in trouble', () => {
  it.each([
    ['401', { status: 401 }],
    ['403', { status: 403 }],
    ['429 without Retry-After', { status: 429 }],
    ['429 with a long Retry-After', { status: 429, headers: { 'Retry-After': '120' } }],
    ['503', { status: 503 }],
    ['broken JSON', { brokenJson: true }],
    ['a dropped connection', { dropConnection: true }],
  ])(
    '%s: a sentence that says so, within ten seconds',
    async (_title, fault) => {
      house.tenant.faults.set({ match: {}, ...fault });
      const startedAt = performance.now();

      const turn = await house.teams.say(helpdesk, '5CG4217QHX');

      expect(performance.now() - startedAt).toBeLessThan(10_000);
      expect(wordsOf(turn)).toMatch(/Nothing was changed/i);
    },
    15_000,
  );

  it('thirty seconds slow: a sentence within ten', async () => {
    house.tenant.faults.set({ match: {}, delayMs: 30_000 });
    const startedAt = performance.now();

    const turn = await house.teams.say(helpdesk, '5CG4217QHX');

    expect(performance.now() - startedAt).toBeLessThan(10_000);
    expect(wordsOf(turn)).toMatch(/Nothing was changed/i);
  }, 15_000);

  it('without beta the device is still shown; only the beta rows say what could not be read', async () => {
    house.tenant.faults.set({ match: { version: 'beta' }, status: 403 });

    const turn = await house.teams.say(helpdesk, '5CG4217QHX');

    expect(wordsOf(turn)).toContain('UK-Corp-Laptop');
    expect(wordsOf(turn)).toMatch(/could not read/i);
  }, 15_000);

  it('answers again as soon as Graph does', async () => {
    expect(wordsOf(await house.teams.say(helpdesk, '5CG4217QHX'))).toContain('Ready');
  });
});
