import { z } from 'zod';
import type { JobKind } from '../jobs/queue';

const shape = z.object({
  requestId: z.number().int(),
  correlationId: z.string(),
  /** Jobs from before long work had steps name none. */
  step: z.number().int().default(0),
});
type RequestJob = z.infer<typeof shape>;

/** The request that could not be brought to an end is told so to the person; that itself is tried for long. */
export const givenUpJob: JobKind<RequestJob> = {
  name: 'request-given-up',
  shape,
  retries: 20,
  retryDelaySeconds: 5,
  triesEndAfterSeconds: 60,
};

/** Does what a person confirmed. */
export const requestJob: JobKind<RequestJob> = {
  name: 'request',
  shape,
  retries: 6,
  retryDelaySeconds: 1,
  triesEndAfterSeconds: 180,
  // Imports mostly wait for Graph; a sync is not to wait for them.
  parallel: 8,
  givenUp: givenUpJob,
};
