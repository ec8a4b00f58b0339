import type { GraphFailure } from '../../graph/graph-failure';
import type { FileKind } from '../doctor/doctored-file';
import type { ImportChoices, ImportPhase, RowState } from './import';
import type { StoredImport } from './import-store';
import { hasWaitedLong, waitSeconds } from './pace';
import { checkIdentifiers, readBackIdentifiers, writeIdentifiers } from './phases/add-identifiers';
import { awaitProfiles } from './phases/await-profiles';
import { check } from './phases/check';
import { follow } from './phases/follow';
import type { Mandate, RunPhase, Tools } from './phases/phase';
import { readBack } from './phases/read-back';
import { write } from './phases/write';

/** `settled`: what becomes of every row is known, and the person can be told; it goes on all the same. */
type Progress =
  | { readonly type: 'wait'; readonly seconds: number }
  | { readonly type: 'settled' }
  | { readonly type: 'ended' };

/**
 * Brings an import on. It may be stopped at any moment and begun again: what must not be done twice is written down
 * before it is done.
 */
export interface ImportWork {
  /** `choices` as they were confirmed. */
  advance(id: number, choices: ImportChoices, mandate: Mandate): Promise<Progress>;
}

const begin: RunPhase = () => Promise.resolve({ type: 'next', phase: 'checking' });
const end: RunPhase = () => Promise.resolve({ type: 'next', phase: 'ended' });

const phases: Readonly<Record<FileKind, Readonly<Record<ImportPhase, RunPhase>>>> = {
  hashes: {
    offered: begin,
    checking: check,
    writing: write,
    following: follow,
    'reading-back': readBack,
    profiles: awaitProfiles,
    ended: end,
  },
  identifiers: {
    offered: begin,
    checking: checkIdentifiers,
    writing: writeIdentifiers,
    following: end,
    'reading-back': readBackIdentifiers,
    profiles: end,
    ended: end,
  },
};

/** When Graph fails for too long: which rows fail with it, and where to go on. */
const givenUp: Partial<
  Record<ImportPhase, { readonly from: readonly RowState[]; readonly next: ImportPhase }>
> = {
  checking: { from: ['ready'], next: 'reading-back' },
  writing: { from: ['ready', 'sending'], next: 'following' },
  following: { from: ['sent'], next: 'reading-back' },
  'reading-back': { from: ['imported'], next: 'profiles' },
};

/** Time alone does not help against these; a few tries, in case a permission has only just been given. */
const hopeless: readonly GraphFailure['type'][] = ['unauthorized', 'forbidden', 'not-found', 'not-offered'];
const triesForHopeless = 4;
const oneGoMs = 45_000;

export function createImportWork(tools: Tools): ImportWork {
  const { store, claims, clock, pace } = tools;

  /** Seconds until the next try; undefined when there is to be none. */
  async function inTrouble(
    it: StoredImport,
    failure: GraphFailure,
    notBefore = 0,
  ): Promise<number | undefined> {
    const tries = (it.trouble?.tries ?? 0) + 1;
    const since = it.trouble?.since ?? clock.now();
    const isHopeless = hopeless.includes(failure.type) && tries >= triesForHopeless;
    if (isHopeless || hasWaitedLong(pace.trouble, since, clock.now())) return undefined;
    const asked = (failure.retryAfterMs ?? 0) / 1000;
    const seconds = Math.max(waitSeconds(pace.trouble, tries - 1), asked, notBefore);
    const nextTryAt = clock.now() + seconds * 1000;
    await store.change(it.id, { trouble: { failure: failure.type, since, nextTryAt, tries } });
    return seconds;
  }

  async function goTo(it: StoredImport, phase: ImportPhase): Promise<void> {
    await store.change(it.id, { phase, trouble: null });
    if (phase === 'profiles' || phase === 'ended') await claims.release(it.id);
  }

  /** Undefined while there is more to do at once. */
  async function once(it: StoredImport, mandate: Mandate): Promise<Progress | undefined> {
    if (it.phase === 'ended') return { type: it.settledAt === undefined ? 'settled' : 'ended' };
    if (it.phase === 'profiles' && it.settledAt === undefined) return { type: 'settled' };
    if (it.stoppedBy !== undefined) await store.move(it.id, ['ready'], { state: 'stopped' });
    const outcome = await phases[it.kind][it.phase](it, tools, mandate);
    if (outcome.type === 'trouble') {
      const seconds = await inTrouble(it, outcome.failure, outcome.notBefore);
      if (seconds !== undefined) return { type: 'wait', seconds };
      const { from, next } = givenUp[it.phase] ?? { from: [], next: 'ended' };
      const reason = hopeless.includes(outcome.failure.type) ? 'notAllowed' : 'noAnswer';
      if (from.length > 0) await store.move(it.id, from, { state: 'failed', reason });
      await goTo(it, next);
    } else if (outcome.type === 'next') {
      await goTo(it, outcome.phase);
    } else if (outcome.type === 'wait') {
      await store.change(it.id, { waits: it.waits + 1, trouble: null });
      return outcome;
    }
    return undefined;
  }

  return {
    async advance(id, choices, mandate) {
      const begunAt = performance.now();
      for (;;) {
        await mandate.stillOurs();
        const it = await store.find(id);
        if (it === undefined) return { type: 'ended' };
        if (it.phase === 'offered') await store.change(id, { choices });
        const progress = await once(it, mandate);
        if (progress?.type === 'ended') await store.change(id, { endedAt: clock.now() });
        if (progress !== undefined) return progress;
        if (performance.now() - begunAt > oneGoMs) return { type: 'wait', seconds: 0 };
      }
    },
  };
}
