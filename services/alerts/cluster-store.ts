import { sql, type Selectable } from 'kysely';
import { canonicalJson, storableText } from '../audit/canonical-json';
import { serialKey } from '../devices/serial-text';
import type { Db, Tx } from '../store/store';
import type { Tables } from '../store/tables';
import type { ClusterMutes } from './cluster-mutes';
import type { Told } from './cluster-news';
import type { ClusterView } from './cluster-view';
import { causeKey, type FailedDevice, type FailureCause, type FailureCluster } from './failure-cluster';

/** A cluster as it was told. */
export interface Episode extends Told {
  readonly id: number;
  readonly number: number;
  readonly view: ClusterView;
}

/** A message that shows a cluster, by the number of its promise. */
export interface ClusterCard {
  readonly conversationId: string;
  readonly sentAs: number;
}

/** Clusters as they lie in the database. */
export interface ClusterStore {
  /** The last one of a cause; nobody else changes it until `tx` ends. */
  last(tenantId: string, key: string, tx?: Tx): Promise<Episode | undefined>;
  find(tx: Tx, named: { readonly id: number; readonly tenantId: string }): Promise<Episode | undefined>;
  /** Undefined when another instance was quicker. */
  begin(tx: Tx, tenantId: string, number: number, cluster: FailureCluster): Promise<number | undefined>;
  add(tx: Tx, id: number, cluster: FailureCluster): Promise<void>;
  wasTold(tx: Tx, id: number, devices: number): Promise<void>;
  cards(tx: Tx, id: number): Promise<readonly ClusterCard[]>;
  addCard(tx: Tx, id: number, card: ClusterCard): Promise<void>;
  acknowledge(tx: Tx, id: number, by: { readonly name: string; readonly at: number }): Promise<void>;
  /** Removes those of which nothing was heard since then, ms since 1970. */
  forget(before: number): Promise<void>;
}

export function createClusterStore(db: Db, mutes: ClusterMutes): ClusterStore {
  async function episodeOf(row: Selectable<Tables['failure_clusters']>, within: Db): Promise<Episode> {
    const devices = await devicesOf(within, row.cluster_id);
    const muted = await mutes.now(row.tenant_id, row.cause_key, within);
    const { cluster_id: id, told, episode: number } = row;
    return {
      id,
      number,
      told,
      lastFailedAt: row.last_failed_at.getTime(),
      devices,
      view: { ...viewOf(row), devices, ...(muted && { muted }) },
    };
  }

  return {
    async last(tenantId, key, tx) {
      const row = await (tx ?? db)
        .selectFrom('failure_clusters')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('cause_key', '=', key)
        .orderBy('episode', 'desc')
        .limit(1)
        .$if(tx !== undefined, (query) => query.forUpdate())
        .executeTakeFirst();
      return row && episodeOf(row, tx ?? db);
    },
    async find(tx, { id, tenantId }) {
      const row = await tx
        .selectFrom('failure_clusters')
        .selectAll()
        .where('cluster_id', '=', id)
        .where('tenant_id', '=', tenantId)
        .forUpdate()
        .executeTakeFirst();
      return row && episodeOf(row, tx);
    },
    begin,
    add,
    async wasTold(tx, id, devices) {
      await tx.updateTable('failure_clusters').set({ told: devices }).where('cluster_id', '=', id).execute();
    },
    async cards(tx, id) {
      return tx
        .selectFrom('failure_cluster_cards')
        .select(['conversation_id as conversationId', 'outgoing_id as sentAs'])
        .where('cluster_id', '=', id)
        .orderBy('outgoing_id')
        .execute();
    },
    async addCard(tx, id, { conversationId, sentAs }) {
      const values = { cluster_id: id, conversation_id: conversationId, outgoing_id: sentAs };
      await tx.insertInto('failure_cluster_cards').values(values).execute();
    },
    async acknowledge(tx, id, { name, at }) {
      await tx
        .updateTable('failure_clusters')
        .set({ acknowledged_by: name, acknowledged_at: new Date(at) })
        .where('cluster_id', '=', id)
        .execute();
    },
    async forget(before) {
      await db.deleteFrom('failure_clusters').where('last_failed_at', '<', new Date(before)).execute();
    },
  };
}

async function begin(
  tx: Tx,
  tenantId: string,
  number: number,
  cluster: FailureCluster,
): Promise<number | undefined> {
  const times = cluster.devices.map(({ failedAt }) => failedAt);
  const row = await tx
    .insertInto('failure_clusters')
    .values({
      tenant_id: tenantId,
      cause_key: causeKey(cluster.cause),
      episode: number,
      cause: canonicalJson(cluster.cause),
      sample: storableText(cluster.sample),
      told: cluster.devices.length,
      began_at: new Date(Math.min(...times)),
      last_failed_at: new Date(Math.max(...times)),
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'cause_key', 'episode']).doNothing())
    .returning('cluster_id')
    .executeTakeFirst();
  if (row !== undefined) await add(tx, row.cluster_id, cluster);
  return row?.cluster_id;
}

async function add(tx: Tx, id: number, { sample, devices }: FailureCluster): Promise<void> {
  await tx
    .insertInto('failure_cluster_devices')
    .values(
      devices.map(({ serial, groupTag, failedAt }) => ({
        cluster_id: id,
        serial_key: serialKey(storableText(serial)),
        serial: storableText(serial),
        group_tag: groupTag === undefined ? null : storableText(groupTag),
        failed_at: new Date(failedAt),
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['cluster_id', 'serial_key']).doUpdateSet((eb) => ({
        failed_at: eb.ref('excluded.failed_at'),
        group_tag: eb.fn.coalesce('excluded.group_tag', 'failure_cluster_devices.group_tag'),
      })),
    )
    .execute();
  const last = new Date(Math.max(...devices.map(({ failedAt }) => failedAt)));
  await tx
    .updateTable('failure_clusters')
    .set({ sample: storableText(sample), last_failed_at: sql<Date>`greatest(last_failed_at, ${last})` })
    .where('cluster_id', '=', id)
    .execute();
}

async function devicesOf(db: Db, id: number): Promise<readonly FailedDevice[]> {
  const rows = await db
    .selectFrom('failure_cluster_devices')
    .select(['serial', 'group_tag', 'failed_at'])
    .where('cluster_id', '=', id)
    .orderBy('failed_at', 'desc')
    .orderBy('serial_key')
    .execute();
  return rows.map(({ serial, group_tag: groupTag, failed_at: failedAt }) => ({
    serial,
    ...(groupTag !== null && { groupTag }),
    failedAt: failedAt.getTime(),
  }));
}

function viewOf(row: Selectable<Tables['failure_clusters']>): Omit<ClusterView, 'devices' | 'muted'> {
  const { acknowledged_by: name, acknowledged_at: at } = row;
  return {
    id: row.cluster_id,
    cause: row.cause as FailureCause,
    sample: row.sample,
    since: row.began_at.getTime(),
    ...(name !== null && at !== null && { acknowledged: { name, at: at.getTime() } }),
  };
}
