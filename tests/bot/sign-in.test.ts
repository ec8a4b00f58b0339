import { createSign, generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdapter, createTurnHandler } from '../../bot/adapter';
import { createProactiveSender } from '../../bot/outgoing/proactive';
import { createMemory } from '../../bot/outgoing/remember';
import { createReadiness } from '../../bot/readiness';
import { startServer, type RunningServer } from '../../bot/server';
import { withSignIn } from '../../bot/sign-in';
import { systemClock } from '../../services/clock';
import { createLog } from '../../services/log';
import { createConversations } from '../../services/store/conversations';
import { createInbox } from '../../services/store/inbox';
import { openTestStore, type TestStore } from '../support/postgres/store';
import { TeamsConnector } from '../support/teams-connector';

const appId = '11111111-2222-3333-4444-555555555555';
const tenantId = '99999999-8888-7777-6666-555555555555';
const person = { id: '29:p', name: 'P', objectId: 'aaaaaaaa-0000-0000-0000-000000000000' };
const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const strangersKeys = generateKeyPairSync('rsa', { modulusLength: 2048 });

let issuer: Server;
let issuerUrl: string;
let store: TestStore;
let bot: RunningServer;
let adapter: ReturnType<typeof createAdapter>;
let teams: TeamsConnector;

beforeAll(async () => {
  issuer = createServer((request, response) => {
    const jwk = {
      ...keys.publicKey.export({ format: 'jwk' }),
      kid: 'k',
      use: 'sig',
      endorsements: ['msteams'],
    };
    const isKeys = request.url === '/keys';
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify(isKeys ? { keys: [jwk] } : { issuer: issuerUrl, jwks_uri: `${issuerUrl}/keys` }),
    );
  });
  await new Promise<void>((resolve) => issuer.listen(0, '127.0.0.1', resolve));
  issuerUrl = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}`;
  const token = { token: 'a token of this bot', expiresOnTimestamp: Date.now() + 3_600_000 };
  const signIn = withSignIn(
    { appId, tenantId, type: 'secret', secret: 's' },
    { getToken: () => Promise.resolve(token) },
    {
      ToBotFromChannelOpenIdMetadataUrl: `${issuerUrl}/openid`,
      ToBotFromEmulatorOpenIdMetadataUrl: `${issuerUrl}/openid`,
      ToBotFromChannelTokenIssuer: issuerUrl,
      ToChannelFromBotLoginUrl: issuerUrl,
      ToChannelFromBotOAuthScope: 'https://api.botframework.com',
      OAuthUrl: issuerUrl,
      CallerId: 'urn:botframework:azure',
    },
  );
  store = await openTestStore();
  adapter = createAdapter({
    signIn,
    outgoing: { clock: systemClock },
    onFailure: (_context, error) => {
      throw error;
    },
  });
  const onTurn = createTurnHandler({
    adapter,
    tenants: [tenantId],
    loopbackOnly: false,
    inbox: createInbox(store.store.db, await store.join()),
    remember: createMemory(createConversations(store.store.db), false),
    log: createLog('silent'),
    onRepeated: () => Promise.resolve(),
    onTurn: async (context) => {
      await context.sendActivity('answered');
    },
  });
  const readiness = createReadiness({}, createLog('silent'));
  bot = await startServer({ host: '127.0.0.1', port: 0, onTurn, readiness });
  teams = await TeamsConnector.start(`http://127.0.0.1:${bot.port}`, tenantId);
});

beforeEach(() => {
  // The SDK complains there of every refusal.
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
});

afterAll(async () => {
  await teams.stop();
  await bot.stop();
  await store.stop();
  issuer.close();
});

function bearer(claims: Record<string, unknown> = {}, signer = keys.privateKey): string {
  const now = Math.floor(Date.now() / 1000);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const head = part({ alg: 'RS256', typ: 'JWT', kid: 'k' });
  const body = part({
    iss: issuerUrl,
    aud: appId,
    serviceurl: teams.serviceUrl,
    nbf: now - 10,
    exp: now + 600,
    ...claims,
  });
  const signature = createSign('RSA-SHA256').update(`${head}.${body}`).sign(signer, 'base64url');
  return `Bearer ${head}.${body}.${signature}`;
}

function deliver(authorization: string | undefined) {
  return teams.deliver(teams.message(person, 'hello'), authorization === undefined ? {} : { authorization });
}

it('answers an activity that Teams signed, with a token of the bot’s own', async () => {
  const turn = await deliver(bearer());

  expect(turn.status).toBe(200);
  expect(turn.replies.map(({ text }) => text)).toEqual(['answered']);
  expect(teams.authorizations.at(-1)).toBe('Bearer a token of this bot');
});

it('speaks first to a conversation it knows, with a token of the bot’s own', async () => {
  await deliver(bearer());
  const known = await createConversations(store.store.db).find(tenantId, `a:${person.id}`);
  const send = createProactiveSender({
    adapter,
    appId,
    clock: systemClock,
    conversations: createConversations(store.store.db),
    loopbackOnly: false,
  });
  const activity = { type: 'message', text: 'promised' };
  const where = { tenantId, conversationId: known!.conversationId, correlationId: '' };

  const outcome = await send(
    { ...where, action: 'send', activity },
    () => Promise.resolve(true),
    new AbortController().signal,
  );

  const { activityId, activity: sent } = teams.sent.at(-1)!;
  expect(outcome).toEqual({ type: 'taken', messageId: activityId });
  expect(sent.text).toBe('promised');
  expect(teams.authorizations.at(-1)).toBe('Bearer a token of this bot');
});

/** The SDK itself answers a wrong signature with 500; what matters is that the bot never hears of it. */
it.each([
  ['no token', 401, () => undefined],
  ['an empty token', 401, () => 'Bearer '],
  ['garbage', 401, () => 'Bearer garbage'],
  ['a token for another bot', 401, () => bearer({ aud: 'ffffffff-0000-0000-0000-000000000000' })],
  ['a token of another issuer', 401, () => bearer({ iss: 'https://evil.example' })],
  ['a token for another service URL', 401, () => bearer({ serviceurl: 'https://evil.example' })],
  ['an expired token', 401, () => bearer({ exp: 1_000_000 })],
  ['a token signed by a stranger', 500, () => bearer({}, strangersKeys.privateKey)],
])('refuses %s with %i', async (_title, status, authorization) => {
  const turn = await deliver(authorization());

  expect(turn.status).toBe(status);
  expect(turn.replies).toEqual([]);
});
