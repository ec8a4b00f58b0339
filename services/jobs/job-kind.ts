import type { z } from 'zod';
import type { Log } from '../log';

/** A kind of work: what it is told, how often it is tried and when a try counts as lost. */
export interface JobKind<T extends object> {
  readonly name: string;
  readonly shape: z.ZodType<T>;
  /** Tries after the first one. */
  readonly retries: number;
  readonly retryDelaySeconds: number;
  readonly triesEndAfterSeconds: number;
  /** How many at once in one instance (4); more for what only waits for others. */
  readonly parallel?: number;
  /** Told the same when the last try failed. */
  readonly givenUp?: JobKind<T>;
}

export interface JobTry {
  readonly jobId: string;
  /** 1 for the first. */
  readonly number: number;
  /** Aborted when the bot stops and when the try has lasted too long: a job that ends then is tried again. */
  readonly signal: AbortSignal;
  /** False when another instance has it now, because this one was thought dead. */
  isOurs(): Promise<boolean>;
  /** Its lines name the job, and the `correlationId` if the job's data holds one. */
  readonly log: Log;
}

export type RunJob<T extends object> = (data: T, attempt: JobTry) => Promise<void>;

/**
 * `given-back`: the bot stopped first, the try does not count. `overtaken`: the connection to the database was lost
 * for so long that another instance took the job.
 */
export type TryOutcome = 'done' | 'failed' | 'given-back' | 'overtaken';

/** Hears of every try's end; `ms` is what it took. */
export type JobObserver = (ended: {
  readonly queue: string;
  readonly outcome: TryOutcome;
  readonly ms: number;
}) => void;
