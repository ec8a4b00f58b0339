import type { Clock } from '../clock';
import type { Queue } from '../jobs/queue';
import { everyMinute, keepRound } from '../jobs/round';
import type { Db } from '../store/store';
import type { Alongside, Transitions } from './change-transitions';
import type { ChangeStore } from './change-store';
import type { ChangeViews } from './change-views';
import type { ChangeRules } from './rules';

const round = { name: 'change-keeping', cron: everyMinute, endsAfterSeconds: 60 };
const hourMs = 3_600_000;

export interface KeepingParts {
  readonly db: Db;
  readonly clock: Clock;
  readonly store: ChangeStore;
  readonly views: ChangeViews;
  readonly rules: ChangeRules;
  readonly transitions: Pick<Transitions, 'expire'>;
}

/** Reminds of what waits for approval, and ends what waited too long. */
export type KeepChanges = (alongside: Alongside) => Promise<void>;

export function createKeeping(parts: KeepingParts): KeepChanges {
  const { db, clock, store, views, rules, transitions } = parts;

  async function expire(id: number, alongside: Alongside): Promise<void> {
    await db.transaction().execute(async (tx) => {
      const change = await store.lock(tx, id);
      if (change?.expiresAt === undefined || change.expiresAt > clock.now()) return;
      if (change.state !== 'awaiting-approval' && change.state !== 'stale') return;
      await transitions.expire(tx, change, alongside);
    });
  }

  async function remind(id: number, alongside: Alongside): Promise<void> {
    await db.transaction().execute(async (tx) => {
      const change = await store.lock(tx, id);
      if (change?.state !== 'awaiting-approval' || change.remindedAt !== undefined) return;
      await store.reminded(tx, id);
      await alongside(tx, await views.view(change, tx), 'reminded');
    });
  }

  return async (alongside) => {
    for (const id of await store.expired()) await expire(id, alongside);
    for (const id of await store.waitingSince(clock.now() - rules.remindAfterHours * hourMs)) {
      await remind(id, alongside);
    }
  };
}

export async function keepChanges(queue: Queue, keep: KeepChanges, alongside: Alongside): Promise<void> {
  await keepRound(queue, round, () => keep(alongside));
}
