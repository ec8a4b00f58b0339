import people from '../../services/demo/people.json';
import { openHouse, personWith, type House } from '../support/house';
import { cardOf, textsOf } from '../support/teams-connector';

const helpdesk = personWith('helpdesk');

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.stop());

const foreignTenant = '00000000-1111-2222-3333-444444444444';

describe('who is let in', () => {
  it.each([
    ['a foreign tenant', { conversation: { id: 'a', tenantId: foreignTenant }, channelData: {} }],
    ['a foreign tenant in the channel data only', { channelData: { tenant: { id: foreignTenant } } }],
    ['no tenant at all', { conversation: { id: 'a' }, channelData: {} }],
    ['a service URL outside this machine', { serviceUrl: 'https://evil.example' }],
    ['a service URL that only looks like this machine', { serviceUrl: 'http://127.0.0.1@evil.example' }],
  ])('not %s', async (_title, extra) => {
    const turn = await house.teams.say(helpdesk, 'help', extra as never);

    expect(turn.status).toBe(403);
    expect(turn.replies).toHaveLength(0);
  });
});

describe('what is sent to the door', () => {
  const post = (body: string, type = 'application/json') =>
    fetch(`${house.botUrl}/api/messages`, { method: 'POST', headers: { 'content-type': type }, body });

  it.each([
    ['JSON that breaks off', '{"type":', 400],
    ['an array', '[]', 403],
    ['nothing', '', 403],
    ['more than half a megabyte', JSON.stringify({ text: 'x'.repeat(600_000) }), 413],
  ])('%s is refused', async (_title, body, status) => {
    expect((await post(body)).status).toBe(status);
  });

  it.each([
    ['without a type', { type: undefined }],
    ['with a type that is no text', { type: { a: 1 } }],
  ])('an activity %s is refused without a word of the inside', async (_title, extra) => {
    const turn = await house.teams.say(helpdesk, 'help', extra as never);

    expect(turn.status).toBe(400);
    expect(turn.body).toBeUndefined();
  });

  it.each([
    ['a NUL in the name', { from: { id: helpdesk.id, name: 'So\u0000fie', aadObjectId: helpdesk.objectId } }],
    [
      'half a character in the name',
      { from: { id: helpdesk.id, name: 'So\ud800', aadObjectId: helpdesk.objectId } },
    ],
    ['a NUL in the text', { text: 'help\u0000' }],
    ['a locale that is none', { locale: 7 }],
  ])('a message with %s is answered', async (_title, extra) => {
    const turn = await house.teams.say(helpdesk, 'help', extra as never);

    expect(turn.status).toBe(200);
    expect(textsOf(cardOf(turn.replies[0]))).toContain('Device status');
  });

  it.each([
    ['without a conversation', { conversation: null }],
    ['with an id beyond all ids', { id: 'x'.repeat(7000) }],
    [
      'with a conversation id beyond all ids',
      { conversation: { id: 'y'.repeat(7000), tenantId: people.tenantId } },
    ],
  ])('an activity %s is refused', async (_title, extra) => {
    expect((await house.teams.say(helpdesk, 'help', extra as never)).status).toBe(400);
  });

  it('an activity of nobody is answered as to anybody', async () => {
    const turn = await house.teams.say(helpdesk, 'help', { from: undefined } as never);

    expect(turn.status).toBe(200);
  });

  it('answers /healthz', async () => {
    const response = await fetch(`${house.botUrl}/healthz`);

    expect(await response.json()).toEqual({ status: 'ok' });
  });

  it('a message that Teams repeats is answered once', async () => {
    const message = house.teams.message(helpdesk, 'help');
    const before = house.teams.sent.length;

    await Promise.all([1, 2, 3].map(() => house.teams.deliver(message)));

    expect(house.teams.sent.length - before).toBe(1);
  });

  it.each(['conversationUpdate', 'installationUpdate', 'messageReaction', 'typing', 'event', 'madeUp'])(
    'an activity of type %s is taken without an answer or a fault',
    async (type) => {
      const turn = await house.teams.deliver({ ...house.teams.message(helpdesk, ''), type });

      expect(turn.status).toBe(200);
      expect(turn.replies).toHaveLength(0);
    },
  );
});

describe('a connector in trouble', () => {
  it.each([
    ['refuses with 429', { status: 429, headers: { 'Retry-After': '1' } }],
    ['refuses with 412', { status: 412 }],
  ])('%s: the answer comes all the same, once', async (_title, how) => {
    house.teams.misbehave({ times: 2, ...how });

    const turn = await house.teams.say(helpdesk, 'help');

    expect(turn.replies).toHaveLength(1);
    expect(textsOf(cardOf(turn.replies[0]))).toContain('Device status');
  });

  it('fails with 502: nothing is sent twice and the bot stays up', async () => {
    house.teams.misbehave({ times: 2, status: 502 });

    const refused = await house.teams.say(helpdesk, 'help');
    const next = await house.teams.say(helpdesk, 'help');

    expect(refused.replies).toHaveLength(0);
    expect(next.replies).toHaveLength(1);
    expect(textsOf(cardOf(next.replies[0]))).toContain('Device status');
  });
});
