import { z } from 'zod';
import type { JobKind, Queue, RunJob } from './queue';

/** Work that comes round by the clock. `cron` in UTC, five fields. */
export interface Round {
  readonly name: string;
  readonly cron: string;
  readonly endsAfterSeconds: number;
}

export const everyMinute = '* * * * *';

/** Goes round from now on, whatever the number of instances. A round that failed is not tried again: the next is near. */
export async function keepRound(
  queue: Queue,
  { name, cron, endsAfterSeconds }: Round,
  run: RunJob<object>,
): Promise<void> {
  const kind: JobKind<object> = {
    name,
    shape: z.object({}),
    retries: 0,
    retryDelaySeconds: 0,
    triesEndAfterSeconds: endsAfterSeconds,
    parallel: 1,
  };
  await queue.work(kind, run);
  await queue.every(kind, cron, {});
}
