import { showingHelp } from '../dialogs/helping/help-showing';
import type { Queue } from '../services/jobs/queue';
import { everyMinute, keepRound } from '../services/jobs/round';
import type { House } from './house';

const round = { name: 'help-keeping', cron: everyMinute, endsAfterSeconds: 60 };

/** Looks after cases that did not reach the helpdesk. */
export async function runHelp(queue: Queue, { services }: Pick<House, 'services'>): Promise<void> {
  await keepRound(queue, round, () => services.helpDesk.keep(showingHelp(services)));
}
