import type { GraphFailure } from '../../graph/graph-failure';
import type { FileKind } from '../doctor/doctored-file';
import type { ImportChoices, ImportPhase, RowState } from './import';
import type { StoredImport } from './import-store';
import { hasWaitedLong, waitSeconds } from '../../jobs/waiting';
import { beginIdentifiers, readBackIdentifiers, writeIdentifiers } from './phases/add-identifiers';
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
    checking: beginIdentifiers,
    writing: writeIdentifiers,
    following: end,
    'reading-back': readBackIdentifiers,
    profiles: end,
    ended: end,
  },
};

/**
 * When Graph fails for too long: what was not sent fails, what may have arrived is read back, and what was not found
 * by then is not there as far as anybody can tell.
 */
const givenUp: Partial<
  Record<
    ImportPhase,
    { readonly fail: readonly RowState[]; readonly believe: readonly RowState[]; readonly next: ImportPhase }
  >
> = {
  checking: { fail: ['ready'], believe: [], next: 'reading-back' },
  writing: { fail: ['ready'], believe: ['sending'], next: 'following' },
  following: { fail: [], believe: ['sent'], next: 'reading-back' },
  'reading-back': { fail: ['imported'], believe: [], next: 'profiles' },
};

/** Time alone does not help against these; some minutes, in case a permission has only just been given. */
const hopeless: readonly GraphFailure['type'][] = ['forbidden', 'not-offered'];
const triesForHopeless = 10;
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
    const hopelessTries = hopeless.includes(failure.type) ? (it.trouble?.hopeless ?? 0) + 1 : 0;
    if (hopelessTries >= triesForHopeless || hasWaitedLong(pace.trouble, since, clock.now()))
      return undefined;
    const asked = (failure.retryAfterMs ?? 0) / 1000;
    const seconds = Math.max(waitSeconds(pace.trouble, tries - 1), asked, notBefore);
    const nextTryAt = clock.now() + seconds * 1000;
    await store.change(it.id, {
      trouble: { failure: failure.type, since, nextTryAt, tries, hopeless: hopelessTries },
    });
    return seconds;
  }

  async function giveUp(it: StoredImport, failure: GraphFailure): Promise<void> {
    const { fail, believe, next } = givenUp[it.phase] ?? { fail: [], believe: [], next: 'ended' };
    const reason = hopeless.includes(failure.type) ? 'notAllowed' : 'noAnswer';
    if (fail.length > 0) await store.move(it.id, fail, { state: 'failed', reason });
    if (believe.length > 0) await store.move(it.id, believe, { state: 'imported' });
    await goTo(it, next);
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
      await giveUp(it, outcome.failure);
    } else if (outcome.type === 'next') {
      await goTo(it, outcome.phase);
    } else if (outcome.type === 'pause') {
      return { type: 'wait', seconds: outcome.seconds };
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
