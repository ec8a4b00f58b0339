import { z } from 'zod';
import { showingHelp } from '../dialogs/helping/help-showing';
import type { JobKind, Queue } from '../services/jobs/queue';
import type { House } from './house';

const kind: JobKind<object> = {
  name: 'help-keeping',
  shape: z.object({}),
  retries: 0,
  retryDelaySeconds: 0,
  triesEndAfterSeconds: 60,
  parallel: 1,
};

const everyMinute = '* * * * *';

/** Looks after cases that did not reach the helpdesk. */
export async function runHelp(queue: Queue, { services }: Pick<House, 'services'>): Promise<void> {
  await queue.work(kind, () => services.helpDesk.keep(showingHelp(services)));
  await queue.every(kind, everyMinute, {});
}
