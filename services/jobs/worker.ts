import type { Log } from '../log';
import { describeError } from '../redaction';
import type { JobKind, JobObserver, RunJob, TryOutcome } from './job-kind';
import type { JobTable, TakenJob } from './job-table';
import { logTrouble } from './trouble-log';

const pollMs = 500;
const usuallyParallel = 4;
/** A job ends once the database has noted it, however long that is away. */
const noteAgainMs = 500;

export interface Worker {
  /** There may be something to do. */
  wake(): void;
  running(): readonly string[];
  /** Takes nothing more; resolves when nothing runs. */
  stop(): Promise<void>;
  /** What still runs is due again; its own end counts no more. */
  giveBack(): Promise<void>;
}

export interface WorkerOptions<T extends object> {
  readonly kind: JobKind<T>;
  readonly run: RunJob<T>;
  readonly table: JobTable;
  /** Aborted when the bot stops. */
  readonly stopping: AbortSignal;
  readonly log: Log;
  readonly observe: JobObserver;
}

/** Looks for jobs of one kind, twice a second and when woken, and runs several at once. */
export function startWorker<T extends object>(options: WorkerOptions<T>): Worker {
  const { kind, table, stopping, log } = options;
  const { parallel = usuallyParallel } = kind;
  const running = new Map<string, Promise<void>>();
  let woken = false;
  let rouse: () => void = () => undefined;
  const wasWoken = () => woken;
  const wake = () => {
    woken = true;
    rouse();
  };

  async function takeOn(): Promise<void> {
    const free = parallel - running.size;
    if (free === 0) return;
    const taken = await table.take(kind as JobKind<never>, free);
    for (const job of taken) {
      // Given to another while the database thought this instance dead, and come back: it goes on.
      if (running.has(job.id)) continue;
      const ended = runOne(options, job).finally(() => {
        running.delete(job.id);
        wake();
      });
      running.set(job.id, ended);
    }
    if (taken.length === free) woken = true;
  }

  const takeOnCalmly = logTrouble(log.child({ queue: kind.name }), 'queue not read', takeOn);

  async function look(): Promise<void> {
    while (!stopping.aborted) {
      woken = false;
      await takeOnCalmly();
      if (wasWoken() && running.size < parallel) continue;
      await new Promise<void>((resume) => {
        const timer = setTimeout(resume, pollMs);
        rouse = () => {
          clearTimeout(timer);
          resume();
        };
      });
    }
  }

  const looking = look();
  stopping.addEventListener('abort', wake, { once: true });
  return {
    wake,
    running: () => [...running.keys()],
    async stop() {
      await looking;
      await Promise.all(running.values());
    },
    async giveBack() {
      await Promise.all(
        [...running.keys()].map(async (id) => {
          if (await table.giveBack(kind.name, id)) log.warn({ queue: kind.name, job: id }, 'job given back');
        }),
      );
    },
  };
}

/** Never rejects. */
async function runOne<T extends object>(options: WorkerOptions<T>, job: TakenJob): Promise<void> {
  const { kind, stopping, observe } = options;
  const log = options.log.child({
    queue: kind.name,
    job: job.id,
    try: job.number,
    ...correlationOf(job.data),
  });
  const begun = performance.now();
  log.info('job begun');
  const error: unknown = stopping.aborted ? stopping.reason : await attempt(options, job, log);
  const outcome = await end(options, job, error, log);
  const ms = Math.round(performance.now() - begun);
  if (outcome === 'failed') log.error({ ms, err: describeError(error) }, 'job failed');
  else log.info({ ms }, `job ${outcome}`);
  observe({ queue: kind.name, outcome, ms });
}

/** What went wrong, undefined when nothing did. */
async function attempt<T extends object>(
  { kind, run, stopping, table }: WorkerOptions<T>,
  job: TakenJob,
  log: Log,
): Promise<unknown> {
  const tooLong = new AbortController();
  const timer = setTimeout(() => {
    tooLong.abort(new Error(`The try lasted longer than ${kind.triesEndAfterSeconds} s`));
  }, kind.triesEndAfterSeconds * 1000).unref();
  const lost = new Promise<never>((_, reject) => {
    tooLong.signal.addEventListener('abort', () => {
      reject(tooLong.signal.reason as Error);
    });
  });
  const signal = AbortSignal.any([stopping, tooLong.signal]);
  try {
    const data = kind.shape.parse(job.data);
    await Promise.race([
      run(data, { jobId: job.id, number: job.number, signal, log, isOurs: () => table.isOurs(job.id) }),
      lost,
    ]);
    return undefined;
  } catch (error) {
    return error ?? new Error('The job was rejected without a reason');
  } finally {
    clearTimeout(timer);
  }
}

async function end<T extends object>(
  { kind, table, stopping }: WorkerOptions<T>,
  job: TakenJob,
  error: unknown,
  log: Log,
): Promise<TryOutcome> {
  const outcome = error === undefined ? 'done' : stopping.aborted ? 'given-back' : 'failed';
  const note = {
    done: () => table.complete(kind.name, job.id),
    failed: () => table.fail(kind.name, job.id, 'see the log'),
    'given-back': () => table.giveBack(kind.name, job.id),
  }[outcome];
  for (;;) {
    try {
      return (await note()) ? outcome : 'overtaken';
    } catch (trouble) {
      log.warn({ err: describeError(trouble) }, 'end of the job not noted');
      // Whoever comes next finds a job of a dead instance.
      if (stopping.aborted) return outcome;
      await new Promise((resume) => setTimeout(resume, noteAgainMs));
    }
  }
}

function correlationOf(data: unknown): { readonly correlationId?: string } {
  const { correlationId } = (data ?? {}) as { correlationId?: unknown };
  return typeof correlationId === 'string' ? { correlationId } : {};
}
