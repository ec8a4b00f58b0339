import { tellingNews } from '../dialogs/watching/watch-telling';
import type { Queue } from '../services/jobs/queue';
import { everyMinute, keepRound } from '../services/jobs/round';
import type { House } from './house';

const round = { name: 'watching', cron: everyMinute, endsAfterSeconds: 300 };

/** Looks once a minute at what people watch, whatever the number of instances, and tells them. */
export async function runWatches(
  queue: Queue,
  { access, services }: Pick<House, 'access' | 'services'>,
): Promise<void> {
  const tell = tellingNews(services);
  await keepRound(queue, round, () =>
    services.watches.round(tell, (requester) => access.actorAgain(requester)),
  );
}
