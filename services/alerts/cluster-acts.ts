import type { Actor } from '../people/actor';
import type { Db, Tx } from '../store/store';
import type { AlertsParts } from './alerts';
import type { ClusterCard, ClusterStore, Episode } from './cluster-store';
import type { ClusterMutes } from './cluster-mutes';
import type { ClusterView } from './cluster-view';
import { causeKey } from './failure-cluster';

/** Where a cluster is shown, and the conversation in which it is posted besides, if any. */
interface ClusterPlaces {
  readonly tenantId: string;
  readonly locale: string;
  readonly cards: readonly ClusterCard[];
  readonly postIn?: string;
}

/** Promises to show a cluster in its places; gives the number of the promise that posts it. */
export type ShowCluster = (tx: Tx, view: ClusterView, where: ClusterPlaces) => Promise<number | undefined>;

/** Who does something about a cluster, and where. `locale`: of the messages that show it. */
export interface ClusterAct {
  readonly id: number;
  readonly actor: Actor;
  readonly conversationId: string;
  readonly correlationId: string;
  readonly locale: string;
  readonly show: ShowCluster;
}

/** For how many days a cause can be muted; 0 ends that. */
type MutedDays = 0 | 1 | 7;

/** What people do about a cluster; undefined when the organisation knows none of this number. */
export interface ClusterActs {
  /** As it stands, without doing anything. */
  view(named: Pick<ClusterAct, 'id'> & { readonly tenantId: string }): Promise<ClusterView | undefined>;
  /** Whoever came first stays named. */
  acknowledge(act: ClusterAct): Promise<ClusterView | undefined>;
  mute(act: ClusterAct, days: MutedDays): Promise<ClusterView | undefined>;
}

const dayMs = 24 * 3_600_000;

export function createClusterActs(
  { db, clock, journal }: Pick<AlertsParts, 'db' | 'clock' | 'journal'>,
  store: ClusterStore,
  mutes: ClusterMutes,
): ClusterActs {
  /** Locks it, changes it and shows it wherever it stands. */
  function acting(
    { id, actor: { tenantId }, locale, show }: ClusterAct,
    change: (tx: Tx, episode: Episode) => Promise<void>,
  ): Promise<ClusterView | undefined> {
    return inTransaction(db, async (tx) => {
      const before = await store.find(tx, { id, tenantId });
      if (before === undefined) return undefined;
      await change(tx, before);
      const after = await store.find(tx, { id, tenantId });
      if (after === undefined) return undefined;
      await show(tx, after.view, { tenantId, locale, cards: await store.cards(tx, id) });
      return after.view;
    });
  }

  return {
    view: (named) => inTransaction(db, async (tx) => (await store.find(tx, named))?.view),
    acknowledge: (act) =>
      acting(act, async (tx, { id, view }) => {
        if (view.acknowledged !== undefined) return;
        await store.acknowledge(tx, id, { name: act.actor.name, at: clock.now() });
      }),
    mute: (act, days) =>
      acting(act, async (tx, { view: { cause } }) => {
        const { actor, conversationId, correlationId } = act;
        const until = clock.now() + days * dayMs;
        const muted = days === 0 ? undefined : { name: actor.name, until };
        await mutes.set(tx, actor.tenantId, causeKey(cause), muted);
        await journal.append(tx, {
          at: clock.now(),
          tenantId: actor.tenantId,
          actorId: actor.id,
          actorName: actor.name,
          role: actor.role,
          conversationId,
          command: 'alerts',
          action: days === 0 ? 'unmuted' : 'muted',
          after: { cause: cause.name, ...(muted && { until: new Date(until).toISOString() }) },
          result: 'done',
          correlationId,
        });
      }),
  };
}

function inTransaction<T>(db: Db, act: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction().execute(act);
}
