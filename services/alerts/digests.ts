import { onItsOwn } from '../jobs/on-its-own';
import { createPlaces, type Place } from '../places/places';
import type { Tx } from '../store/store';
import type { AlertsParts } from './alerts';
import { digestOf, type Digest } from './digest';
import { periodDue, type DigestPeriod } from './digest-period';

/** Promises to tell it; together with the note that it was told. */
export type TellDigest = (tx: Tx, place: Place, digest: Digest, waiting: number) => Promise<void>;

/** How many requests wait for somebody's approval. */
type CountWaiting = (tenantId: string) => Promise<number>;

export interface Digests {
  /** Tells each organisation that wants a digest the one that is due, once; asks nothing of Graph otherwise. */
  tellDigests(waitingIn: CountWaiting, tell: TellDigest): Promise<void>;
}

const tagsAgeMs = 15 * 60_000;
const keptMs = 90 * 24 * 3_600_000;

export function createDigests({ db, fleet, clock, log, timeZone }: AlertsParts): Digests {
  const alone = onItsOwn(log, 'digest not told');
  const places = createPlaces(db);

  async function wasTold(tenantId: string, { name }: DigestPeriod): Promise<boolean> {
    const row = await db
      .selectFrom('digests_sent')
      .select('period')
      .where('tenant_id', '=', tenantId)
      .where('period', '=', name)
      .executeTakeFirst();
    return row !== undefined;
  }

  /** False when another instance was quicker. */
  async function note(tx: Tx, tenantId: string, { name }: DigestPeriod): Promise<boolean> {
    const row = await tx
      .insertInto('digests_sent')
      .values({ tenant_id: tenantId, period: name, sent_at: new Date(clock.now()) })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'period']).doNothing())
      .returning('period')
      .executeTakeFirst();
    return row !== undefined;
  }

  /** Undefined while Graph cannot be read: figures that lack something would look as if all were well. */
  async function read(period: DigestPeriod): Promise<Digest | undefined> {
    const registered = await fleet.registrations({ maxAgeMs: tagsAgeMs });
    if (!registered.ok || !(await fleet.readDeployments())) return undefined;
    return digestOf(fleet.deployments(), period, registered.value);
  }

  async function tellOne(place: Place, waitingIn: CountWaiting, tell: TellDigest): Promise<void> {
    const { tenantId, rhythm = 'weekly' } = place;
    const period = periodDue(clock.now(), rhythm, timeZone);
    if (period === undefined || (await wasTold(tenantId, period))) return;
    const digest = await read(period);
    if (digest === undefined) return;
    const waiting = await waitingIn(tenantId);
    await db.transaction().execute(async (tx) => {
      if (await note(tx, tenantId, period)) await tell(tx, place, digest, waiting);
    });
  }

  return {
    async tellDigests(waitingIn, tell) {
      for (const place of await places.all('digest')) {
        await alone({ tenantId: place.tenantId }, () => tellOne(place, waitingIn, tell));
      }
      await db
        .deleteFrom('digests_sent')
        .where('sent_at', '<', new Date(clock.now() - keptMs))
        .execute();
    },
  };
}
