import type { Journal } from '../audit/journal';
import type { Clock } from '../clock';
import { serialKey } from '../devices/serial-text';
import type { Fleet } from '../fleet/fleet';
import { onItsOwn } from '../jobs/on-its-own';
import type { Log } from '../log';
import { createPlaces, type Place } from '../places/places';
import type { Db, Tx } from '../store/store';
import { createClusterActs, type ClusterActs, type ShowCluster } from './cluster-acts';
import { createClusterMutes } from './cluster-mutes';
import { clusterNews, type ClusterNews } from './cluster-news';
import { createClusterStore } from './cluster-store';
import type { ClusterView } from './cluster-view';
import { causeKey, type FailureCluster } from './failure-cluster';
import { createDigests, type Digests } from './digests';
import { findClusters, type ReadCodes } from './find-clusters';

/** Deployments that fail alike: told once in the channel that an organisation chose, not one message per device. */
export interface Alerts extends ClusterActs, Digests {
  /** Tells what is new. Asks nothing of Graph while no organisation chose a channel. */
  look(readCodes: ReadCodes, show: ShowCluster): Promise<void>;
  /** What fails alike now, told or not, for the organisation's own people. */
  now(tenantId: string, readCodes: ReadCodes): Promise<readonly ClusterView[]>;
}

export interface AlertsParts {
  readonly db: Db;
  readonly fleet: Fleet;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly log: Log;
  /** By which a morning is one; an IANA name. */
  readonly timeZone: string;
}

/** As long as a message can be edited. */
const keptMs = 90 * 24 * 3_600_000;
/** Tags are shown beside the serial numbers and seldom change. */
const tagsAgeMs = 15 * 60_000;

export function createAlerts(parts: AlertsParts): Alerts {
  const { db, fleet, clock, log } = parts;
  const alone = onItsOwn(log, 'failure cluster not told');
  const places = createPlaces(db);
  const mutes = createClusterMutes(db, clock);
  const store = createClusterStore(db, mutes);

  async function clustersNow(readCodes: ReadCodes): Promise<readonly FailureCluster[]> {
    await fleet.readDeployments();
    return findClusters(fleet.deployments(), clock.now(), readCodes);
  }

  async function newsOf(tenantId: string, cluster: FailureCluster, tx?: Tx) {
    const key = causeKey(cluster.cause);
    const known = await store.last(tenantId, key, tx);
    const muted = await mutes.now(tenantId, key, tx);
    return { known, news: clusterNews(cluster.devices, known, muted !== undefined) };
  }

  async function tell(place: Place, cluster: FailureCluster, show: ShowCluster): Promise<void> {
    const { tenantId } = place;
    if ((await newsOf(tenantId, cluster)).news === 'none') return;
    const tagged = await withTags(cluster, fleet);
    await db.transaction().execute(async (tx) => {
      const { known, news } = await newsOf(tenantId, cluster, tx);
      if (news === 'none') return;
      const id =
        news === 'first' || known === undefined
          ? await store.begin(tx, tenantId, (known?.number ?? 0) + 1, tagged)
          : known.id;
      if (id === undefined) return;
      await store.add(tx, id, tagged);
      await showNews(tx, { id, place, news }, show);
    });
  }

  async function showNews(
    tx: Tx,
    { id, place, news }: { readonly id: number; readonly place: Place; readonly news: ClusterNews },
    show: ShowCluster,
  ): Promise<void> {
    const { tenantId, locale, conversationId } = place;
    const episode = await store.find(tx, { id, tenantId });
    if (episode === undefined) return;
    const isPosted = news === 'first' || news === 'grown';
    const where = { tenantId, locale, cards: await store.cards(tx, id) };
    const sentAs = await show(tx, episode.view, { ...where, ...(isPosted && { postIn: conversationId }) });
    if (sentAs === undefined) return;
    await store.addCard(tx, id, { conversationId, sentAs });
    await store.wasTold(tx, id, episode.devices.length);
  }

  return {
    ...createClusterActs(parts, store, mutes),
    ...createDigests(parts),
    async look(readCodes, show) {
      const chosen = await places.all('alerts');
      if (chosen.length === 0) return;
      const clusters = await clustersNow(readCodes);
      for (const place of chosen) {
        for (const cluster of clusters) {
          const which = { tenantId: place.tenantId, cause: causeKey(cluster.cause) };
          await alone(which, () => tell(place, cluster, show));
        }
      }
      await store.forget(clock.now() - keptMs);
      await mutes.forget();
    },
    async now(tenantId, readCodes) {
      const views: ClusterView[] = [];
      for (const cluster of await clustersNow(readCodes)) {
        const { known, news } = await newsOf(tenantId, cluster);
        const muted = await mutes.now(tenantId, causeKey(cluster.cause));
        const since = Math.min(...cluster.devices.map(({ failedAt }) => failedAt));
        const told = news === 'first' || known === undefined ? { since } : known.view;
        views.push({ ...told, ...(muted && { muted }), ...(await withTags(cluster, fleet)) });
      }
      return views;
    },
  };
}

/** Without tags where the list of registrations cannot be read. */
async function withTags(cluster: FailureCluster, fleet: Fleet): Promise<FailureCluster> {
  const listed = await fleet.registrations({ maxAgeMs: tagsAgeMs });
  if (!listed.ok) return cluster;
  const tags = new Map(
    listed.value.rows.map(({ serialNumber, groupTag }) => [serialKey(serialNumber), groupTag]),
  );
  return {
    ...cluster,
    devices: cluster.devices.map((device) => {
      const groupTag = tags.get(serialKey(device.serial));
      return { ...device, ...(groupTag !== undefined && { groupTag }) };
    }),
  };
}
