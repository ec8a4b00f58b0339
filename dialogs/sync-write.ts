import { z } from 'zod';
import { timesFrom } from '../cards/outcome';
import { failureSentence } from '../cards/failure';
import type { GraphFailure } from '../services/graph/graph-failure';
import type { SyncObstacle } from '../services/registration/autopilot-sync';
import type { Outcome } from '../services/requests/outcome';
import { fail, ok } from '../services/result';
import { TryAgain, write, type Work } from './writing/write';

/** When the last sync was started before ours; absent for "never". */
const note = z.object({ before: z.number().optional() });

/** With these nothing was started; after any other failure of the POST it may have been. */
const surelyNotDone: readonly GraphFailure['type'][] = [
  'unauthorized',
  'forbidden',
  'not-found',
  'not-offered',
  'bad-request',
];

/** Starts the tenant-wide sync, unless one runs or Intune does not take the next one yet. */
export const syncWrite = write({
  payload: z.object({}),
  async plan({ locale }, { sync, messages, clock }) {
    const say = messages(locale);
    const settings = await sync.read();
    if (!settings.ok) return fail(failureSentence(say, settings.error));
    const obstacle = sync.obstacle(settings.value);
    if (obstacle !== undefined) {
      return fail(say(`sync.${obstacle.type}`, timesFrom(say, timesOf(obstacle), clock.now())));
    }
    const { lastSyncAt: endedAt } = settings.value;
    const effects = [say('sync.effect'), say('sync.effectTime')];
    const last = endedAt === undefined ? [] : [say('sync.last', timesFrom(say, { endedAt }, clock.now()))];
    return ok({ payload: {}, effects: [...effects, ...last] });
  },
  async run(_payload, work) {
    const { sync } = work.services;
    const settings = await sync.read();
    if (!settings.ok) return givenUpOn(settings.error);
    const { lastTriggeredAt: before } = settings.value;
    if (wasStartedBefore(work, before)) return started(before);
    const obstacle = sync.obstacle(settings.value);
    if (obstacle !== undefined) return refused(obstacle);
    await work.keepNote({ before });
    const answer = await sync.start();
    const after = await sync.read();
    if (answer.ok) return started(after.ok ? after.value.lastTriggeredAt : undefined);
    const since = after.ok && isRefusal(answer.error) ? sync.obstacle(after.value) : undefined;
    return since === undefined ? givenUpOn(answer.error) : refused(since);
  },
});

/** An earlier try kept when the last sync had been started; another time now means that ours was. */
function wasStartedBefore({ note: kept }: Work, lastTriggeredAt: number | undefined): boolean {
  const known = note.safeParse(kept);
  return known.success && known.data.before !== lastTriggeredAt;
}

/** Somebody else's sync was quicker than ours. */
function isRefusal({ type }: GraphFailure): boolean {
  return type === 'conflict' || type === 'throttled';
}

function refused(obstacle: SyncObstacle): Outcome {
  return { result: 'refused', code: obstacle.type, values: timesOf(obstacle) };
}

function started(at: number | undefined): Outcome {
  return {
    result: 'done',
    code: 'started',
    ...(at !== undefined && { after: { startedAt: new Date(at).toISOString() } }),
  };
}

function timesOf(obstacle: SyncObstacle): Readonly<Record<string, number>> {
  return obstacle.type === 'tooSoon' ? { startedAt: obstacle.startedAt, nextAt: obstacle.nextAt } : {};
}

function givenUpOn(failure: GraphFailure): Outcome {
  if (!surelyNotDone.includes(failure.type)) throw new TryAgain(failure.type);
  return { result: 'failed', code: 'graph', failure: failure.type };
}
