import { sql } from 'kysely';
import { canonicalJson } from '../audit/canonical-json';
import type { Db, Tx } from '../store/store';
import { reachable } from './reachable';
import type { News, NewsFacts, WatchEvent } from './watch';

/** What was found and is told once, at its time. */
export interface NewsStore {
  /** False when it was found before. */
  add(tx: Tx, watchId: number, news: News): Promise<boolean>;
  /** Watches, whose person can be reached, with something to tell by now. */
  due(now: number): Promise<readonly number[]>;
  /** Whether this was found of the device at `time` or later. */
  wasFoundSince(
    tx: Tx,
    watchId: number,
    news: Pick<News, 'registrationId' | 'event'>,
    time: number,
  ): Promise<boolean>;
  /** Whether something was found by then and still waits. */
  hasWaitedSince(watchId: number, time: number): Promise<boolean>;
  /** What waits for this watch, oldest first; nobody else tells it until the transaction ends. */
  take(tx: Tx, watchId: number): Promise<readonly News[]>;
  told(tx: Tx, watchId: number, news: readonly News[], outgoingId: number): Promise<void>;
  passOver(tx: Tx, watchId: number, news: readonly News[]): Promise<void>;
  /** What did not arrive where the bot was blocked waits again, once, now that the person has written to it. */
  tellAgain(): Promise<void>;
}

/** Older news is nobody's news. */
const worthTelling = sql`interval '1 day'`;

export function createNewsStore(db: Db): NewsStore {
  async function settle(
    tx: Tx,
    watchId: number,
    { registrationId, event, run }: News,
    values: { readonly state: 'told' | 'passed-over'; readonly outgoing_id?: number },
  ): Promise<void> {
    await tx
      .updateTable('watch_news')
      .set((eb) => ({ ...values, sends: eb('sends', '+', 1) }))
      .where('watch_id', '=', watchId)
      .where('registration_id', '=', registrationId)
      .where('event', '=', event)
      .where('run', '=', run)
      .execute();
  }

  return {
    async add(tx, watchId, { registrationId, event, run, facts, foundAt, dueAt }) {
      const added = await tx
        .insertInto('watch_news')
        .values({
          watch_id: watchId,
          registration_id: registrationId,
          event,
          run,
          facts: canonicalJson(facts),
          found_at: new Date(foundAt),
          due_at: new Date(dueAt),
        })
        .onConflict((conflict) => conflict.doNothing())
        .returning('watch_id')
        .executeTakeFirst();
      return added !== undefined;
    },
    async due(now) {
      const rows = await db
        .selectFrom('watch_news')
        .innerJoin('watches', 'watches.watch_id', 'watch_news.watch_id')
        .select('watches.watch_id')
        .distinct()
        .where('watch_news.state', '=', 'waiting')
        .where('watch_news.due_at', '<=', new Date(now))
        .where(reachable)
        .execute();
      return rows.map(({ watch_id }) => watch_id);
    },
    async wasFoundSince(tx, watchId, { registrationId, event }, time) {
      const row = await tx
        .selectFrom('watch_news')
        .select('watch_id')
        .where('watch_id', '=', watchId)
        .where('registration_id', '=', registrationId)
        .where('event', '=', event)
        .where('found_at', '>=', new Date(time))
        .executeTakeFirst();
      return row !== undefined;
    },
    async hasWaitedSince(watchId, time) {
      const row = await db
        .selectFrom('watch_news')
        .select('watch_id')
        .where('watch_id', '=', watchId)
        .where('state', '=', 'waiting')
        .where('found_at', '<=', new Date(time))
        .executeTakeFirst();
      return row !== undefined;
    },
    async take(tx, watchId) {
      const rows = await tx
        .selectFrom('watch_news')
        .selectAll()
        .where('watch_id', '=', watchId)
        .where('state', '=', 'waiting')
        .orderBy('found_at')
        .forUpdate()
        .skipLocked()
        .execute();
      return rows.map((row) => ({
        registrationId: row.registration_id,
        event: row.event as WatchEvent,
        run: row.run,
        facts: row.facts as NewsFacts,
        foundAt: row.found_at.getTime(),
        dueAt: row.due_at.getTime(),
      }));
    },
    async told(tx, watchId, news, outgoingId) {
      for (const each of news) await settle(tx, watchId, each, { state: 'told', outgoing_id: outgoingId });
    },
    async passOver(tx, watchId, news) {
      for (const each of news) await settle(tx, watchId, each, { state: 'passed-over' });
    },
    async tellAgain() {
      await sql`update watch_news set state = 'waiting', outgoing_id = null
        from outgoing, watches
        where watch_news.state = 'told' and watch_news.sends = 1 and outgoing.outgoing_id = watch_news.outgoing_id
        and outgoing.state = 'failed' and outgoing.changed_at > now() - ${worthTelling}
        and watches.watch_id = watch_news.watch_id and ${reachable}`.execute(db);
    },
  };
}
