import type { Db, Tx } from '../store/store';

/** What a channel can be chosen for. */
export const purposes = ['help', 'alerts', 'digest'] as const;
export type Purpose = (typeof purposes)[number];

/** The conversation in which an organisation wants messages of a kind, and the language they are written in. */
export interface Place {
  readonly tenantId: string;
  readonly conversationId: string;
  readonly locale: string;
  /** For a digest: how often. */
  readonly rhythm?: 'daily' | 'weekly';
}

/** At most one place for each purpose and organisation; `tenantId` in lower case. */
export interface Places {
  of(tenantId: string, purpose: Purpose): Promise<Place | undefined>;
  /** Every organisation's. */
  all(purpose: Purpose): Promise<readonly Place[]>;
  choose(tx: Tx, purpose: Purpose, place: Place): Promise<void>;
  leave(tx: Tx, tenantId: string, purpose: Purpose): Promise<void>;
}

export function createPlaces(db: Db): Places {
  return {
    async of(tenantId, purpose) {
      const row = await rows(db, purpose).where('tenant_id', '=', tenantId).executeTakeFirst();
      return row && placeOf(row);
    },
    all: async (purpose) => (await rows(db, purpose).execute()).map(placeOf),
    async choose(tx, purpose, { tenantId, conversationId, locale, rhythm = null }) {
      const values = { conversation_id: conversationId, locale, rhythm };
      await tx
        .insertInto('places')
        .values({ tenant_id: tenantId, purpose, ...values })
        .onConflict((conflict) => conflict.columns(['tenant_id', 'purpose']).doUpdateSet(values))
        .execute();
    },
    async leave(tx, tenantId, purpose) {
      await tx
        .deleteFrom('places')
        .where('tenant_id', '=', tenantId)
        .where('purpose', '=', purpose)
        .execute();
    },
  };
}

function rows(db: Db, purpose: Purpose) {
  return db.selectFrom('places').selectAll().where('purpose', '=', purpose);
}

function placeOf(row: {
  readonly tenant_id: string;
  readonly conversation_id: string;
  readonly locale: string;
  readonly rhythm: 'daily' | 'weekly' | null;
}): Place {
  return {
    tenantId: row.tenant_id,
    conversationId: row.conversation_id,
    locale: row.locale,
    ...(row.rhythm !== null && { rhythm: row.rhythm }),
  };
}
