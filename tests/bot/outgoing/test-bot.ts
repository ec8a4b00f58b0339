import type { CloudAdapter, TurnContext } from 'botbuilder';
import { createAdapter, createTurnHandler } from '../../../bot/adapter';
import type { OutgoingOptions } from '../../../bot/outgoing/connector-pipeline';
import { createMemory } from '../../../bot/outgoing/remember';
import { createReadiness } from '../../../bot/readiness';
import { startServer } from '../../../bot/server';
import { withoutSignIn } from '../../../bot/sign-in';
import { systemClock } from '../../../services/clock';
import { createLog } from '../../../services/log';
import { createConversations } from '../../../services/store/conversations';
import { createInbox } from '../../../services/store/inbox';
import type { Instance } from '../../../services/store/instance';
import type { TestStore } from '../../support/postgres/store';

export const tenantId = '99999999-8888-7777-6666-555555555555';
export const person = { id: '29:p', name: 'P', objectId: 'aaaaaaaa-0000-0000-0000-000000000000' };

export interface TestBot {
  readonly url: string;
  readonly adapter: CloudAdapter;
  readonly instance: Instance;
  /** What the next turns do. */
  onTurn: (context: TurnContext) => Promise<unknown>;
  /** How turns failed, in order. */
  readonly failures: unknown[];
  stop(): Promise<void>;
}

/** The real way in and out, with nothing but a turn of the test's own between. */
export async function startTestBot(
  store: TestStore,
  outgoing: Partial<OutgoingOptions> = {},
): Promise<TestBot> {
  const log = createLog('silent');
  const failures: unknown[] = [];
  const adapter = createAdapter({
    signIn: withoutSignIn(),
    outgoing: { clock: systemClock, ...outgoing },
    onFailure: (_context, error) => {
      failures.push(error);
      return Promise.resolve();
    },
  });
  const instance = await store.join();
  const { db } = store.store;
  const onTurn = createTurnHandler({
    adapter,
    tenants: [tenantId],
    loopbackOnly: true,
    inbox: createInbox(db, instance),
    remember: createMemory(createConversations(db), true),
    log,
    onRepeated: () => Promise.resolve(),
    onTurn: async (context) => {
      await bot.onTurn(context);
    },
  });
  const server = await startServer({
    host: '127.0.0.1',
    port: 0,
    onTurn,
    readiness: createReadiness({}, log),
  });
  const bot: TestBot = {
    url: `http://127.0.0.1:${server.port}`,
    adapter,
    instance,
    failures,
    onTurn: (context) => context.sendActivity('answered'),
    stop: () => server.stop(),
  };
  return bot;
}

/** Time that passes only while somebody waits. */
export function createFakeTime() {
  const pauses: number[] = [];
  let now = Date.UTC(2026, 2, 2, 9);
  return {
    clock: { now: () => now },
    /** How long each wait was, in ms. */
    pauses,
    pass: (ms: number) => void (now += ms),
    pause: async (ms: number) => {
      pauses.push(ms);
      now += ms;
      await new Promise((resume) => setImmediate(resume));
    },
  };
}
