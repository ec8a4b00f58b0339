import type { Clock } from '../clock';
import type { Db, Tx } from '../store/store';
import type { ClusterView } from './cluster-view';

type Muted = NonNullable<ClusterView['muted']>;

/** Causes of which an organisation wants to hear nothing for a while. */
export interface ClusterMutes {
  now(tenantId: string, key: string, within?: Db): Promise<Muted | undefined>;
  /** Without `muted` it is told again. */
  set(tx: Tx, tenantId: string, key: string, muted?: Muted): Promise<void>;
  /** Removes those that are over. */
  forget(): Promise<void>;
}

export function createClusterMutes(db: Db, clock: Clock): ClusterMutes {
  return {
    async now(tenantId, key, within = db) {
      const row = await within
        .selectFrom('failure_mutes')
        .select(['muted_by', 'muted_until'])
        .where('tenant_id', '=', tenantId)
        .where('cause_key', '=', key)
        .where('muted_until', '>', new Date(clock.now()))
        .executeTakeFirst();
      return row && { name: row.muted_by, until: row.muted_until.getTime() };
    },
    async set(tx, tenantId, key, muted) {
      const until = new Date(muted?.until ?? clock.now());
      const values = { muted_by: muted?.name ?? '', muted_until: until };
      await tx
        .insertInto('failure_mutes')
        .values({ tenant_id: tenantId, cause_key: key, ...values })
        .onConflict((conflict) => conflict.columns(['tenant_id', 'cause_key']).doUpdateSet(values))
        .execute();
    },
    async forget() {
      await db.deleteFrom('failure_mutes').where('muted_until', '<=', new Date(clock.now())).execute();
    },
  };
}
