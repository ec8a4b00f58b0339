import { createMetrics } from '../../bot/metrics';
import type { QueueCount } from '../../services/jobs/queue';

const pool = { totalCount: 3, idleCount: 2, waitingCount: 1 } as never;
const linesOf = async (metrics: ReturnType<typeof createMetrics>) => (await metrics.text()).split('\n');

it('tells of requests to Graph how they ended, not where they went', async () => {
  const metrics = createMetrics('1.2.3');

  for (const status of [200, 204, 404, 429, 503]) metrics.graph({ method: 'GET', status, ms: 300 });
  metrics.graph({ method: 'POST', ms: 6000 });

  const counted = (await linesOf(metrics)).filter((line) =>
    line.startsWith('autopilot_graph_call_seconds_count'),
  );
  expect(counted.sort()).toEqual([
    'autopilot_graph_call_seconds_count{method="GET",status="2xx"} 2',
    'autopilot_graph_call_seconds_count{method="GET",status="429"} 1',
    'autopilot_graph_call_seconds_count{method="GET",status="4xx"} 1',
    'autopilot_graph_call_seconds_count{method="GET",status="5xx"} 1',
    'autopilot_graph_call_seconds_count{method="POST",status="none"} 1',
  ]);
  expect(await linesOf(metrics)).toContain('autopilot_graph_call_seconds_sum{method="POST",status="none"} 6');
});

it('reads the queue anew each time, without the queues of pg-boss itself', async () => {
  const metrics = createMetrics('1.2.3');
  let counts: readonly QueueCount[] = [
    { queue: 'request', state: 'active', jobs: 2 },
    { queue: '__pgboss__send-it', state: 'completed', jobs: 1 },
  ];
  metrics.watch(pool, { counts: () => Promise.resolve(counts) });
  const jobs = async () => (await linesOf(metrics)).filter((line) => line.startsWith('autopilot_jobs{'));

  expect(await jobs()).toEqual(['autopilot_jobs{queue="request",state="active"} 2']);
  counts = [{ queue: 'request', state: 'completed', jobs: 2 }];
  expect(await jobs()).toEqual(['autopilot_jobs{queue="request",state="completed"} 2']);
});

it.each([
  ['refuses', () => Promise.reject(new Error('away'))],
  ['does not answer', () => new Promise<never>(() => undefined)],
])('tells the rest when the database %s', async (_title, counts) => {
  const metrics = createMetrics('1.2.3');
  metrics.watch(pool, { counts });

  const lines = await linesOf(metrics);

  expect(lines).toContain('autopilot_database_connections{state="waiting"} 1');
  expect(lines.filter((line) => line.startsWith('autopilot_jobs{'))).toEqual([]);
});

it('keeps the figures of two bots in one process apart', async () => {
  const [first, second] = [createMetrics('1.2.3'), createMetrics('1.2.3')];

  first.turns.command('status', 'text');

  expect(await linesOf(first)).toContain('autopilot_commands_total{command="status",way="text"} 1');
  expect(await second.text()).not.toContain('status",way');
});
