import { Writable } from 'node:stream';
import { keepPromises } from '../../../bot/outgoing/promises';
import type { SendLimit } from '../../../bot/outgoing/send-limits';
import { systemClock } from '../../../services/clock';
import { startQueue } from '../../../services/jobs/queue';
import { createLog } from '../../../services/log';
import type { PromisedMessage, PromiseMessage } from '../../../services/store/outgoing';
import { openTestStore, type TestStore } from '../../support/postgres/store';
import { TeamsConnector } from '../../support/teams-connector';
import { person, startTestBot, tenantId, type TestBot } from './test-bot';

/** A bot that keeps promises. */
export interface Keeper {
  readonly bot: TestBot;
  readonly promise: PromiseMessage;
  /** Its lines, as JSON. */
  readonly log: () => string;
  /** The connection that shows that it lives is gone, and it takes on nothing more. */
  die(): Promise<void>;
  stop(): Promise<void>;
}

async function startKeeper(store: TestStore, limits: readonly SendLimit[]): Promise<Keeper> {
  let lines = '';
  const write = (chunk: unknown, _encoding: string, done: () => void) => {
    lines += String(chunk);
    done();
  };
  const log = createLog('info', new Writable({ write }));
  const bot = await startTestBot(store, { timeoutMs: 1000, limits });
  const { instance, adapter } = bot;
  const { db } = store.store;
  const queue = await startQueue(store.store, instance, log);
  const options = { adapter, appId: '', clock: systemClock, db, instance, loopbackOnly: true, queue };
  let stopped: Promise<void> | undefined;
  return {
    bot,
    promise: await keepPromises(options),
    log: () => lines,
    async die() {
      await instance.stop();
      await queue.stop(0);
    },
    stop: () => (stopped ??= queue.stop(1000).then(() => bot.stop())),
  };
}

/** A database, bots that keep promises in it, and Teams. */
export class Promises {
  private readonly keepers: Keeper[] = [];

  private constructor(
    readonly store: TestStore,
    readonly teams: TeamsConnector,
    first: Keeper,
  ) {
    this.keepers.push(first);
  }

  static async open(): Promise<Promises> {
    const store = await openTestStore();
    const first = await startKeeper(store, []);
    return new Promises(store, await TeamsConnector.start(first.bot.url, tenantId), first);
  }

  /** The one that promises; the latest that was started. */
  get keeper(): Keeper {
    return this.keepers.at(-1)!;
  }

  async startAnother(limits: readonly SendLimit[] = []): Promise<Keeper> {
    const keeper = await startKeeper(this.store, limits);
    this.keepers.push(keeper);
    return keeper;
  }

  /** Somebody speaks first, so that the bot knows the way to the conversation. */
  async meet(id = conversationId): Promise<void> {
    this.keeper.bot.onTurn = () => Promise.resolve();
    const conversation = { id, tenantId, conversationType: 'personal' } as never;
    await this.teams.say(person, 'hello', { conversation });
  }

  /** In one transaction; gives the numbers of the promises. */
  promise(...messages: readonly PromisedMessage[]): Promise<number[]> {
    return this.store.store.db.transaction().execute(async (tx) => {
      const ids: number[] = [];
      for (const message of messages) ids.push(await this.keeper.promise(tx, message));
      return ids;
    });
  }

  /** True when the promised messages have come to exactly these states, oldest first. */
  readonly are =
    (...expected: readonly string[]) =>
    async () => {
      const { db } = this.store.store;
      const rows = await db.selectFrom('outgoing').select('state').orderBy('outgoing_id').execute();
      return rows.map(({ state }) => state).join() === expected.join();
    };

  /** What Teams was told. */
  shown(): readonly string[] {
    return this.teams.sent.map(({ method, activity }) => `${method} ${activity.text ?? ''}`.trim());
  }

  async stop(): Promise<void> {
    await this.teams.stop();
    for (const keeper of this.keepers) await keeper.stop();
    await this.store.stop();
  }
}

const conversationId = `a:${person.id}`;
const where = { tenantId, conversationId, correlationId: 'c0ffee' };

export function send(text: string): PromisedMessage {
  return { ...where, action: 'send', activity: { type: 'message', text } };
}

export function edit(text: string, targetId = 'card'): PromisedMessage {
  return { ...where, action: 'edit', targetId, activity: { type: 'message', text } };
}

/** An edit of the message that an earlier promise sends. */
export function editOf(sentAs: number, text: string): PromisedMessage {
  return { ...where, action: 'edit', sentAs, activity: { type: 'message', text } };
}

export function remove(targetId = 'card'): PromisedMessage {
  return { ...where, action: 'delete', targetId };
}
