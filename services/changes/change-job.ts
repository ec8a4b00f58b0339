import { z } from 'zod';
import type { JobKind } from '../jobs/queue';

const shape = z.object({ changeId: z.number().int(), correlationId: z.string(), step: z.number().int() });
type ChangeJob = z.infer<typeof shape>;

/** A change that could not be brought on is looked at again later: what was begun is not left half done. */
export const changeGivenUpJob: JobKind<ChangeJob> = {
  name: 'change-given-up',
  shape,
  retries: 20,
  retryDelaySeconds: 5,
  triesEndAfterSeconds: 60,
};

/** Carries out an approved change, step by step. */
export const changeJob: JobKind<ChangeJob> = {
  name: 'change',
  shape,
  retries: 6,
  retryDelaySeconds: 1,
  triesEndAfterSeconds: 180,
  // They mostly wait: for the write budget and for Intune.
  parallel: 8,
  givenUp: changeGivenUpJob,
};
