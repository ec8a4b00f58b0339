import { sql, type Selectable } from 'kysely';
import type { Clock } from '../clock';
import type { Scope } from '../store/conversations';
import type { Db, Tx } from '../store/store';
import type { Tables } from '../store/tables';
import { reachable } from './reachable';
import type { EndReason, Watch, WatchKind } from './watch';

type NewWatch = Omit<Watch, 'id' | 'state' | 'since' | 'endedBecause'>;

/** Watches as they lie in the database. */
export interface WatchStore {
  /** One that there is already is told where this one would have been told. */
  open(tx: Tx, watch: NewWatch): Promise<Watch>;
  find(id: number, db?: Db): Promise<Watch | undefined>;
  activeOf(tenantId: string, personId: string, db?: Db): Promise<readonly Watch[]>;
  /** Those whose person can be reached: nobody is read for who blocked the bot, until they write to it again. */
  listening(): Promise<readonly Watch[]>;
  /** Whether it goes on; while `tx` lasts, nobody ends it and nobody asks for it anew. */
  hold(tx: Tx, id: number): Promise<boolean>;
  /** False when it had ended before. */
  end(tx: Tx, id: number, reason: EndReason): Promise<boolean>;
}

export function createWatchStore(db: Db, clock: Clock): WatchStore {
  const active = (from: Db) => from.selectFrom('watches').selectAll().where('state', '=', 'active');

  return {
    async open(tx, watch) {
      const values = rowOf(watch);
      const { conversation_id, scope, locale, time_zone, teams_id, person_name } = values;
      const row = await tx
        .insertInto('watches')
        .values({ ...values, created_at: new Date(clock.now()) })
        .onConflict((conflict) =>
          conflict
            .columns(['tenant_id', 'person_id', 'kind', 'subject'])
            .where('state', '=', sql.lit('active'))
            .doUpdateSet({ conversation_id, scope, locale, time_zone, teams_id, person_name }),
        )
        .returningAll()
        .executeTakeFirstOrThrow();
      return watchOf(row);
    },
    async find(id, from = db) {
      const row = await from.selectFrom('watches').selectAll().where('watch_id', '=', id).executeTakeFirst();
      return row && watchOf(row);
    },
    async activeOf(tenantId, personId, from = db) {
      const rows = await active(from)
        .where('tenant_id', '=', tenantId)
        .where('person_id', '=', personId)
        .orderBy('watch_id')
        .execute();
      return rows.map(watchOf);
    },
    async listening() {
      const rows = await active(db).where(reachable).orderBy('watch_id').execute();
      return rows.map(watchOf);
    },
    async hold(tx, id) {
      const row = await active(tx).where('watch_id', '=', id).forUpdate().executeTakeFirst();
      return row !== undefined;
    },
    async end(tx, id, reason) {
      const ended = await tx
        .updateTable('watches')
        .set({ state: 'ended', ended_because: reason, changed_at: new Date(clock.now()) })
        .where('watch_id', '=', id)
        .where('state', '=', 'active')
        .returning('watch_id')
        .executeTakeFirst();
      return ended !== undefined;
    },
  };
}

function rowOf({ person, ...watch }: NewWatch) {
  return {
    tenant_id: watch.tenantId,
    person_id: person.id,
    person_name: person.name,
    teams_id: person.teamsId,
    conversation_id: watch.conversationId,
    scope: watch.scope,
    locale: watch.locale,
    time_zone: watch.timeZone,
    kind: watch.kind,
    subject: watch.subject,
    correlation_id: watch.correlationId,
  };
}

function watchOf(row: Selectable<Tables['watches']>): Watch {
  return {
    id: row.watch_id,
    tenantId: row.tenant_id,
    person: { id: row.person_id, name: row.person_name, teamsId: row.teams_id },
    conversationId: row.conversation_id,
    scope: row.scope as Scope,
    locale: row.locale,
    timeZone: row.time_zone,
    kind: row.kind as WatchKind,
    subject: row.subject,
    correlationId: row.correlation_id,
    state: row.state,
    since: row.created_at.getTime(),
    ...(row.ended_because !== null && { endedBecause: row.ended_because as EndReason }),
  };
}
