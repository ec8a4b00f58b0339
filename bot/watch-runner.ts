import { z } from 'zod';
import { tellingNews } from '../dialogs/watching/watch-telling';
import type { JobKind, Queue } from '../services/jobs/queue';
import type { House } from './house';

const kind: JobKind<object> = {
  name: 'watching',
  shape: z.object({}),
  retries: 0,
  retryDelaySeconds: 0,
  triesEndAfterSeconds: 300,
  parallel: 1,
};

const everyMinute = '* * * * *';

/** Looks once a minute at what people watch, whatever the number of instances, and tells them. */
export async function runWatches(
  queue: Queue,
  { access, services }: Pick<House, 'access' | 'services'>,
): Promise<void> {
  const tell = tellingNews(services);
  await queue.work(kind, () => services.watches.round(tell, (requester) => access.actorAgain(requester)));
  await queue.every(kind, everyMinute, {});
}
