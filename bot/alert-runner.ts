import { showingClusters } from '../dialogs/alerting/cluster-showing';
import { tellingDigests } from '../dialogs/alerting/digest-showing';
import { readingCodes } from '../dialogs/alerting/read-codes';
import type { Queue } from '../services/jobs/queue';
import { keepRound } from '../services/jobs/round';
import type { House } from './house';

const clusters = { name: 'failure-clusters', cron: '*/2 * * * *', endsAfterSeconds: 240 };
const digests = { name: 'digests', cron: '*/10 * * * *', endsAfterSeconds: 300 };

/** Tells channels what fails alike, and how it went lately. */
export async function runAlerts(queue: Queue, { services }: Pick<House, 'services'>): Promise<void> {
  const { alerts, changes } = services;
  await keepRound(queue, clusters, (_, { jobId }) =>
    alerts.look(readingCodes(services), showingClusters(services, jobId)),
  );
  await keepRound(queue, digests, (_, { jobId }) =>
    alerts.tellDigests(
      async (tenantId) => (await changes.waiting(tenantId)).length,
      tellingDigests(services, jobId),
    ),
  );
}
