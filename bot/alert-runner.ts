import { z } from 'zod';
import { showingClusters } from '../dialogs/alerting/cluster-showing';
import { tellingDigests } from '../dialogs/alerting/digest-showing';
import { readingCodes } from '../dialogs/alerting/read-codes';
import type { JobKind, Queue } from '../services/jobs/queue';
import type { House } from './house';

/** Not tried again: the next look is near. */
const once = { shape: z.object({}), retries: 0, retryDelaySeconds: 0, parallel: 1 };
const clusterJob: JobKind<object> = { ...once, name: 'failure-clusters', triesEndAfterSeconds: 240 };
const digestJob: JobKind<object> = { ...once, name: 'digests', triesEndAfterSeconds: 300 };

const everyTwoMinutes = '*/2 * * * *';
const everyTenMinutes = '*/10 * * * *';

/** Tells channels what fails alike, and how it went lately. */
export async function runAlerts(queue: Queue, { services }: Pick<House, 'services'>): Promise<void> {
  const { alerts, changes } = services;
  await queue.work(clusterJob, (_, { jobId }) =>
    alerts.look(readingCodes(services), showingClusters(services, jobId)),
  );
  await queue.work(digestJob, (_, { jobId }) =>
    alerts.tellDigests(
      async (tenantId) => (await changes.waiting(tenantId)).length,
      tellingDigests(services, jobId),
    ),
  );
  await queue.every(clusterJob, everyTwoMinutes, {});
  await queue.every(digestJob, everyTenMinutes, {});
}
