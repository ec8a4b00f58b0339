import { z } from 'zod';
import type { JobKind } from '../../services/jobs/job-kind';
import { startQueue } from '../../services/jobs/queue';
import { createLog } from '../../services/log';
import { openTestStore, type TestStore } from '../support/postgres/store';

/** The calendar is looked at once a minute. */
const withinMs = 75_000;
const log = createLog('silent');
const kind: JobKind<{ n: number }> = {
  name: 'by-the-calendar',
  shape: z.object({ n: z.number() }),
  retries: 2,
  retryDelaySeconds: 0,
  triesEndAfterSeconds: 60,
};

let test: TestStore;
beforeAll(async () => {
  test = await openTestStore();
});
afterAll(() => test.stop());

it(
  'does what is due by the calendar once, whatever the number of instances',
  async () => {
    const seen: object[] = [];
    const queues = await Promise.all([1, 2].map(async () => startQueue(test.store, await test.join(), log)));
    for (const queue of queues) {
      await queue.work(kind, (data) => Promise.resolve(void seen.push(data)));
      await queue.every(kind, '* * * * *', { n: 1 });
    }

    const until = performance.now() + withinMs;
    while (seen.length === 0 && performance.now() < until)
      await new Promise((resume) => setTimeout(resume, 100));
    await new Promise((resume) => setTimeout(resume, 1000));

    expect(seen).toEqual([{ n: 1 }]);
    await Promise.all(queues.map((queue) => queue.stop(0)));
  },
  withinMs + 30_000,
);
