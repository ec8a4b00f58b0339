import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import type { Log } from '../../log';
import { endWithProcess, letOutlive } from './process-end';
import { endClient } from '../end-client';
import { reach, type Reached, type Site } from './reach';

/** Whoever holds this lock in the server owns the folder; it falls with the process that holds it. */
const ownerLock = 3_271_905;
/** The server needs a moment to notice that the last owner was killed. */
const ownedWithinMs = 1500;
const askAgainMs = 100;
/** So long is a server young, and whoever started it may be on the way to its lock. */
const youngSeconds = 10;
const firstComeMs = 1500;

/** Between two restarts; twice as long each time, the first one at once. */
const firstPauseMs = 500;
const longestPauseMs = 60_000;
/** A server that ran for so long begins anew with the shortest pause. */
const steadyMs = 10 * 60_000;

/**
 * False when another bot owns the folder; the connection is closed then. A server that somebody else has just started
 * is left to them first: the bot that starts a killed server again is its owner before it holds the lock.
 */
export async function takeOwnership({ owner, launched }: Reached): Promise<boolean> {
  if (!launched && (await isYoung(owner))) await pause(firstComeMs);
  const until = performance.now() + ownedWithinMs;
  for (;;) {
    if (await hasLock(owner)) return true;
    if (performance.now() > until) break;
    await pause(askAgainMs);
  }
  await endClient(owner);
  return false;
}

async function isYoung(owner: Client): Promise<boolean> {
  const sql = 'select now() - pg_postmaster_start_time() < make_interval(secs => $1) as young';
  return owner.query<{ young: boolean }>(sql, [youngSeconds]).then(
    ({ rows }) => rows[0]?.young === true,
    () => false,
  );
}

/** False too when the connection broke. */
async function hasLock(owner: Client): Promise<boolean> {
  const asked = owner.query<{ owned: boolean }>('select pg_try_advisory_lock($1) as owned', [ownerLock]);
  return asked.then(
    ({ rows }) => rows[0]?.owned === true,
    () => false,
  );
}

/**
 * Keeps the folder ours while the bot lives: a server that was killed is started again on its port, and one that
 * ended our connection is asked for the lock again.
 */
export function keepOwnership(
  site: Site,
  first: Reached,
  log: Log,
): {
  /** False when the folder is another bot's by now, and its server with it. */
  stop(): Promise<boolean>;
} {
  const stopping = new AbortController();
  const { signal } = stopping;
  const isStopping = () => signal.aborted;
  let owned = first;
  let isOurs = true;
  endWithProcess(owned.pid);

  async function keep(): Promise<void> {
    for (let pauseMs = 0; ; pauseMs = Math.min(longestPauseMs, pauseMs * 2 || firstPauseMs)) {
      const since = performance.now();
      await lost(owned.owner, signal);
      if (isStopping()) return;
      log.error('database server lost');
      if (performance.now() - since > steadyMs) pauseMs = 0;
      await pause(pauseMs, undefined, { signal }).catch(() => undefined);
      const again = await reach(site, { signal, port: first.port });
      if (isStopping()) {
        await endClient(again?.owner);
        return;
      }
      if (again === undefined) {
        log.fatal('database server not started again');
        continue;
      }
      if (again.pid !== owned.pid) letOutlive(owned.pid);
      owned = again;
      isOurs = again.port === first.port && (await takeOwnership(again));
      (isOurs ? endWithProcess : letOutlive)(again.pid);
      if (isOurs) log.warn('database server is back');
      else log.fatal('data folder taken by another bot');
    }
  }

  const keeping = keep();
  return {
    async stop() {
      stopping.abort();
      await keeping;
      await endClient(owned.owner);
      letOutlive(owned.pid);
      return isOurs;
    },
  };
}

/** Resolves when the connection has ended, also if it had before. */
function lost(owner: Client, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      resolve();
    };
    if (signal.aborted) done();
    signal.addEventListener('abort', done, { once: true });
    owner.query('select 1').catch(done);
    owner.once('end', done);
  });
}
