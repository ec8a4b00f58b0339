import type { Log } from '../log';
import type { JobTable } from './job-table';
import { logTrouble } from './trouble-log';

const lookMs = 1000;

/**
 * Gives back what an instance was working on when it died. Two looks must agree: an instance that only lost its
 * connection for a moment is back by then.
 */
export function keepRecovering(
  table: JobTable,
  running: () => readonly string[],
  log: Log,
): { stop(): Promise<void> } {
  let suspects: ReadonlySet<string> = new Set();

  async function look(): Promise<void> {
    const abandoned = await table.abandoned(running());
    const known = abandoned.map((job) => ({ job, mark: `${job.id} ${job.instance ?? ''}` }));
    for (const { job, mark } of known) {
      if (!suspects.has(mark) || !(await table.recover(job))) continue;
      log.warn({ queue: job.queue, job: job.id }, 'job of a dead instance given back');
    }
    suspects = new Set(known.map(({ mark }) => mark));
  }

  const lookCalmly = logTrouble(log, 'abandoned jobs not looked for', look);
  let looking: Promise<void> | undefined;
  const timer = setInterval(() => {
    looking ??= lookCalmly().finally(() => {
      looking = undefined;
    });
  }, lookMs);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}
