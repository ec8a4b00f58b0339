import type { GraphFailure } from '../../graph/graph-failure';
import type { ChangeState, TargetReason } from '../change';
import type { StoredTarget, TargetPatch } from '../change-devices';
import type { StoredChange } from '../stored-change';
import { apply } from './apply';
import { check } from './check';
import { hasWaitedLong, waitSeconds } from '../../jobs/waiting';
import { prove } from './prove';
import { settle } from './settle';
import { moveOn, type Mandate, type Step, type StepEnd, type Tools } from './tools';

/** Seconds until it is to be looked at again, or that nothing is left to do. */
type ChangeProgress = { readonly type: 'wait'; readonly seconds: number } | { readonly type: 'ended' };

/**
 * Carries out an approved change. It may be stopped at any moment and begun again: what must not be done twice is
 * written down before it is done.
 */
export interface ChangeWork {
  advance(id: number, mandate: Mandate): Promise<ChangeProgress>;
  /** Writes nothing more, because whoever let it happen may not any more; what was written is followed to its end. */
  bar(id: number, mandate: Mandate): Promise<void>;
}

const steps: Partial<Record<ChangeState, Step>> = { approved: check, applying: apply, applied: prove };
const reasons: Partial<Record<GraphFailure['type'], TargetReason>> = {
  forbidden: 'not-permitted',
  'not-offered': 'not-permitted',
  throttled: 'not-settled',
  'bad-request': 'not-settled',
};
const oneGoMs = 45_000;
/** Time alone does not help against these. */
const hopeless: readonly GraphFailure['type'][] = ['forbidden', 'not-offered'];
const triesForHopeless = 10;

/** Whether Graph answered: a write that is doubted is waited for without asking it. */
const isOver = ({ state }: StoredChange, { type }: StepEnd) =>
  type === 'again' || (type === 'wait' && state === 'applied');

export function createChangeWork(tools: Tools): ChangeWork {
  const { db, store, clock, pace } = tools;

  /** Whoever waits sees what it waits for, and that it goes on. */
  const show = (id: number, mandate: Mandate) =>
    db.transaction().execute(async (tx) => {
      const current = await store.find(id, tx);
      if (current !== undefined) await mandate.show(tx, current, 'going-on');
    });

  /** Seconds until the next try; undefined when there is to be none. */
  async function inTrouble(
    change: StoredChange,
    failure: GraphFailure,
    notBefore = 0,
  ): Promise<number | undefined> {
    const tries = (change.trouble?.tries ?? 0) + 1;
    const since = change.trouble?.since ?? clock.now();
    const isHopeless = hopeless.includes(failure.type) && tries >= triesForHopeless;
    if (isHopeless || hasWaitedLong(pace.trouble, since, clock.now())) return undefined;
    const asked = (failure.retryAfterMs ?? 0) / 1000;
    const seconds = Math.max(waitSeconds(pace.trouble, tries - 1), asked, notBefore);
    const nextTryAt = clock.now() + seconds * 1000;
    await store.patch(change.id, { trouble: { failure: failure.type, since, tries, nextTryAt } });
    return seconds;
  }

  return {
    async bar(id, mandate) {
      const change = await store.find(id);
      if (change !== undefined) await stop(change, 'role-lost', tools, mandate);
    },
    async advance(id, mandate) {
      const begunAt = performance.now();
      for (;;) {
        await mandate.stillOurs();
        const change = await store.find(id);
        const step = change && steps[change.state];
        if (change === undefined || step === undefined) return { type: 'ended' };
        const end = await step(change, tools, mandate);
        if (end.type === 'trouble') {
          const seconds = await inTrouble(change, end.failure, end.notBefore);
          if (seconds !== undefined) {
            await show(id, mandate);
            return { type: 'wait', seconds };
          }
          await stop(change, reasons[end.failure.type] ?? 'no-answer', tools, mandate);
        } else if (change.trouble !== undefined && isOver(change, end)) {
          await store.patch(id, { trouble: null });
          await show(id, mandate);
        }
        if (end.type === 'wait') return end;
        if (performance.now() - begunAt > oneGoMs) return { type: 'wait', seconds: 0 };
      }
    },
  };
}

/**
 * What was not written fails; what was written is followed to its end, or left to be looked at when that is given up.
 */
async function stop(
  change: StoredChange,
  reason: TargetReason,
  tools: Tools,
  mandate: Mandate,
): Promise<void> {
  await mandate.stillOurs();
  if (change.state === 'applied') {
    const watched = await tools.targets.of(change.id, ['written']);
    const patches = watched.map(({ position }) => ({ position, state: 'unproven', reason }) as const);
    await tools.targets.patch(change.id, patches);
  } else {
    const open = await tools.targets.of(change.id, ['waiting', 'writing']);
    const ended = open.map((target) => ({ target, patch: notWritten(target, reason) }));
    await settle(change, ended, tools, mandate);
  }
  await tools.store.patch(change.id, { trouble: null });
  if (change.state !== 'approved') return;
  const transition = { to: 'failed', event: 'failed', appliedAt: tools.clock.now() } as const;
  await moveOn(tools, change, mandate, transition);
}

/** Of what never left, or was refused, somebody knows that it was not written. */
function notWritten({ position, state }: StoredTarget, reason: TargetReason): TargetPatch {
  const isKnown = state === 'waiting' && reason === 'no-answer';
  return { position, state: 'failed', reason: isKnown ? 'not-settled' : reason };
}
