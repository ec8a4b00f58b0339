import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import pino from 'pino';
import { z } from 'zod';
import type { JobKind, JobTry, TryOutcome } from '../../../services/jobs/job-kind';
import { startQueue, type Queue } from '../../../services/jobs/queue';
import type { Instance } from '../../../services/store/instance';
import { openTestStore, type TestStore } from '../../support/postgres/store';
import { withClient, withDatabase } from '../../support/postgres/template';

jest.setTimeout(90_000);

interface Work {
  readonly n: number;
  readonly correlationId?: string;
}

interface Bot {
  readonly queue: Queue;
  readonly instance: Instance;
  readonly lines: Record<string, unknown>[];
  readonly tries: TryOutcome[];
}

let test: TestStore;
const bots: Bot[] = [];
beforeAll(async () => {
  test = await openTestStore();
});
afterEach(async () => {
  await Promise.all(bots.splice(0).map(({ queue }) => queue.stop(0)));
});
afterAll(() => test.stop());

/** One run of the bot as far as jobs go. */
async function startBot(): Promise<Bot> {
  const lines: Record<string, unknown>[] = [];
  const tries: TryOutcome[] = [];
  const log = pino({}, { write: (line: string) => lines.push(JSON.parse(line) as Record<string, unknown>) });
  const instance = await test.join();
  const queue = await startQueue(test.store, instance, log, ({ outcome }) => tries.push(outcome));
  const bot = { queue, instance, lines, tries };
  bots.push(bot);
  return bot;
}

const shape = z.object({ n: z.number(), correlationId: z.string().optional() }) as z.ZodType<Work>;

function kindOf(settings: Partial<JobKind<Work>> = {}): JobKind<Work> {
  return {
    name: `test-${randomUUID()}`,
    shape,
    retries: 2,
    retryDelaySeconds: 0,
    triesEndAfterSeconds: 60,
    ...settings,
  };
}

async function until(happened: () => boolean | Promise<boolean>, withinMs = 15_000): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await happened())) {
    if (performance.now() > end) throw new Error('It did not happen in time');
    await wait(20);
  }
}

async function stateOf({ name }: JobKind<Work>): Promise<{ state: string; retry_count: number }[]> {
  const { rows } = await test.store.pool.query<{ state: string; retry_count: number }>(
    'select state::text, retry_count from pgboss.job where name = $1 order by created_on',
    [name],
  );
  return rows;
}

/** A run that never ends by itself, unless it is told to heed the signal. */
function endless({ heeding }: { readonly heeding: boolean }) {
  const begun: JobTry[] = [];
  const run = (_: Work, attempt: JobTry) => {
    begun.push(attempt);
    return new Promise<void>((_resolve, reject) => {
      if (!heeding) return;
      attempt.signal.addEventListener('abort', () => {
        reject(attempt.signal.reason as Error);
      });
    });
  };
  return { begun, run };
}

it('runs a job once, as soon as it is there, and counts it', async () => {
  const { queue, tries } = await startBot();
  const kind = kindOf();
  const seen: Work[] = [];
  await queue.work(kind, (data) => Promise.resolve(void seen.push(data)));

  await queue.add(kind, { n: 1 });
  await until(() => tries.length === 1);
  await wait(700);

  expect(seen).toEqual([{ n: 1 }]);
  expect(tries).toEqual(['done']);
  expect(await queue.counts()).toContainEqual({ queue: kind.name, state: 'completed', jobs: 1 });
});

it('has a job only if the transaction that adds it is committed', async () => {
  const { queue, tries } = await startBot();
  const kind = kindOf();
  const seen: number[] = [];
  await queue.work(kind, ({ n }) => Promise.resolve(void seen.push(n)));

  const refused = test.store.db.transaction().execute(async (tx) => {
    await queue.add(kind, { n: 1 }, { tx });
    throw new Error('rolled back');
  });
  await expect(refused).rejects.toThrow('rolled back');
  await test.store.db.transaction().execute((tx) => queue.add(kind, { n: 2 }, { tx }));
  await until(() => tries.length > 0);
  await wait(700);

  expect(seen).toEqual([2]);
});

it('begins a job that is to wait not before its time', async () => {
  const { queue, tries } = await startBot();
  const kind = kindOf();
  await queue.work(kind, () => Promise.resolve());

  const added = performance.now();
  await queue.add(kind, { n: 1 }, { afterSeconds: 1 });
  await until(() => tries.length === 1);

  expect(performance.now() - added).toBeGreaterThan(950);
});

it('tries a failing job again, no more often than its kind allows, and then says so once', async () => {
  const { queue, lines } = await startBot();
  const givenUp = kindOf({ retries: 1 });
  const kind = kindOf({ retries: 2, givenUp });
  const numbers: number[] = [];
  const told: Work[] = [];
  await queue.work(kind, (_, { number }) => {
    numbers.push(number);
    return Promise.reject(new Error('no luck'));
  });
  await queue.work(givenUp, (data) => Promise.resolve(void told.push(data)));

  await queue.add(kind, { n: 7, correlationId: 'c0ffee11' });
  await until(() => told.length > 0);
  await wait(700);

  expect(numbers).toEqual([1, 2, 3]);
  expect(told).toEqual([{ n: 7, correlationId: 'c0ffee11' }]);
  const failures = lines.filter(({ msg }) => msg === 'job failed');
  expect(failures).toHaveLength(3);
  for (const line of failures) expect(line).toMatchObject({ correlationId: 'c0ffee11', queue: kind.name });
});

it('holds a job that gives up to the limits of the queue that hears of it', async () => {
  const { queue } = await startBot();
  const givenUp = kindOf({ retries: 0 });
  const kind = kindOf({ retries: 1, givenUp });
  let calls = 0;
  await queue.work(kind, () => Promise.reject(new Error('no luck')));
  await queue.work(givenUp, () => {
    calls += 1;
    return Promise.reject(new Error('no luck either'));
  });

  await queue.add(kind, { n: 1 });
  await until(async () => (await stateOf(givenUp))[0]?.state === 'failed');

  expect(calls).toBe(1);
});

it('counts a try that lasts too long as lost, and tells it so', async () => {
  const { queue, tries } = await startBot();
  const kind = kindOf({ retries: 0, triesEndAfterSeconds: 1 });
  const { begun, run } = endless({ heeding: false });
  await queue.work(kind, run);

  await queue.add(kind, { n: 1 });
  await until(() => tries.length === 1);

  expect(tries).toEqual(['failed']);
  expect(begun.map(({ signal }) => signal.aborted)).toEqual([true]);
});

it('refuses data of another shape without running it', async () => {
  const { queue, tries } = await startBot();
  const kind = kindOf({ retries: 0 });
  const seen: Work[] = [];
  await queue.work(kind, (data) => Promise.resolve(void seen.push(data)));

  await queue.add(kind, { n: 'seven' } as never);
  await until(() => tries.length === 1);

  expect(tries).toEqual(['failed']);
  expect(seen).toEqual([]);
});

it('shares a hundred jobs among two instances, each once', async () => {
  const [first, second] = [await startBot(), await startBot()];
  const kind = kindOf();
  const seen: number[] = [];
  for (const { queue } of [first, second]) {
    await queue.work(kind, async ({ n }) => {
      seen.push(n);
      await wait(5);
    });
  }

  const numbers = Array.from({ length: 100 }, (_, n) => n);
  await Promise.all(numbers.map((n) => first.queue.add(kind, { n })));
  await until(() => first.tries.length + second.tries.length === 100, 30_000);

  expect(seen.sort((a, b) => a - b)).toEqual(numbers);
  expect([...first.tries, ...second.tries].every((outcome) => outcome === 'done')).toBe(true);
});

describe('when the bot stops', () => {
  it('ends at once when nothing runs', async () => {
    const { queue } = await startBot();
    await queue.work(kindOf(), () => Promise.resolve());

    const began = performance.now();
    await queue.stop(5000);

    expect(performance.now() - began).toBeLessThan(4000);
    await expect(queue.check()).rejects.toThrow();
  });

  it('lets a job finish that is quick enough', async () => {
    const { queue, tries } = await startBot();
    const kind = kindOf();
    let begun = false;
    await queue.work(kind, async () => {
      begun = true;
      await wait(400);
    });
    await queue.add(kind, { n: 1 });
    await until(() => begun);

    await queue.stop(5000);

    expect(tries).toEqual(['done']);
    expect(await stateOf(kind)).toMatchObject([{ state: 'completed' }]);
  });

  it.each([
    ['that heeds the signal', true, 5000],
    ['that does not', false, 300],
  ])('gives back a job %s, and no try is lost', async (_title, heeding, withinMs) => {
    const first = await startBot();
    const kind = kindOf({ retries: 0 });
    const { begun, run } = endless({ heeding });
    await first.queue.work(kind, run);
    await first.queue.add(kind, { n: 1 });
    await until(() => begun.length === 1);

    const began = performance.now();
    await first.queue.stop(withinMs);

    expect(performance.now() - began).toBeLessThan(4000);
    expect(await stateOf(kind)).toMatchObject([{ state: 'retry' }]);

    const next = await startBot();
    const numbers: number[] = [];
    await next.queue.work(kind, (_, { number }) => Promise.resolve(void numbers.push(number)));
    await until(() => next.tries.length === 1);
    expect(numbers).toEqual([1]);
    expect(next.tries).toEqual(['done']);
  });

  it('does not wait for a database that is away', async () => {
    const other = await openTestStore();
    const instance = await other.join();
    const queue = await startQueue(other.store, instance, pino({ level: 'silent' }));
    const kind = kindOf();
    const { begun, run } = endless({ heeding: true });
    await queue.work(kind, run);
    await queue.add(kind, { n: 1 });
    await until(() => begun.length === 1);
    const name = new URL(other.url).pathname.slice(1);
    await withClient(withDatabase(other.url, 'postgres'), async (client) => {
      await client.query(`alter database ${name} allow_connections false`);
      await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
    });

    const began = performance.now();
    await queue.stop(1000);

    expect(performance.now() - began).toBeLessThan(8000);
    await other.stop();
  });

  it('begins nothing that comes in the meantime', async () => {
    const { queue } = await startBot();
    const kind = kindOf();
    const seen: number[] = [];
    await queue.work(kind, ({ n }) => Promise.resolve(void seen.push(n)));

    const adding = Promise.all(Array.from({ length: 20 }, (_, n) => queue.add(kind, { n })));
    await queue.stop(2000);
    await adding;
    const before = seen.length;
    await wait(700);

    expect(seen.length).toBe(before);
    const states = (await stateOf(kind)).map(({ state }) => state);
    expect(states).not.toContain('active');
    expect(states.filter((state) => state === 'completed')).toHaveLength(before);
  });
});

describe('when an instance dies', () => {
  /** What a kill leaves: the lock is gone, the job is still under way, and nothing more is taken. */
  async function dieWorkingOn(kind: JobKind<Work>): Promise<void> {
    const dead = await startBot();
    const { begun, run } = endless({ heeding: false });
    await dead.queue.work({ ...kind, parallel: 1 }, run);
    await dead.queue.add(kind, { n: 1 });
    await until(() => begun.length === 1);
    await dead.instance.stop();
  }

  it('another has its job within seconds, as the same try', async () => {
    const kind = kindOf({ retries: 0 });
    await dieWorkingOn(kind);

    const heir = await startBot();
    const numbers: number[] = [];
    await heir.queue.work(kind, (_, { number }) => Promise.resolve(void numbers.push(number)));
    await until(() => heir.tries.length === 1, 6000);

    expect(numbers).toEqual([1]);
    expect(await stateOf(kind)).toMatchObject([{ state: 'completed' }]);
  });

  it('what it still does with its jobs counts no more', async () => {
    const kind = kindOf();
    const [slow, heir] = [await startBot(), await startBot()];
    const finish: (() => void)[] = [];
    await slow.queue.work(kind, () => new Promise<void>((resolve) => finish.push(resolve)));
    for (const n of [1, 2, 3, 4]) await slow.queue.add(kind, { n });
    await until(() => finish.length === 4);
    await slow.instance.stop();
    const { begun, run } = endless({ heeding: true });
    await heir.queue.work(kind, run);
    await until(() => begun.length === 4, 6000);

    finish[0]?.();
    await until(() => slow.tries.length > 0);

    expect(slow.tries).toEqual(['overtaken']);
    expect((await stateOf(kind)).map(({ state }) => state)).toEqual(Array(4).fill('active'));
  });

  it('goes on with a job that comes back to it', async () => {
    const kind = kindOf();
    const slow = await startBot();
    const finish: (() => void)[] = [];
    await slow.queue.work(kind, () => new Promise<void>((resolve) => finish.push(resolve)));
    await slow.queue.add(kind, { n: 1 });
    await until(() => finish.length === 1);
    await slow.instance.stop();
    const heir = await startBot();
    await until(() => heir.lines.some(({ msg }) => msg === 'job of a dead instance given back'), 6000);
    await until(async () => (await stateOf(kind))[0]?.state === 'active');

    finish[0]?.();
    await until(() => slow.tries.length > 0);

    expect(slow.tries).toEqual(['done']);
    expect(finish).toHaveLength(1);
  });

  it('a job whose instances keep dying is given up in the end', async () => {
    const kind = kindOf({ retries: 0 });
    await dieWorkingOn(kind);
    await test.store.db
      .updateTable('job_runs')
      .set({ deaths: 10 } as never)
      .execute();

    await startBot();
    await until(async () => (await stateOf(kind))[0]?.state === 'failed', 6000);
  });

  it('leaves alone a job whose instance lives', async () => {
    const kind = kindOf();
    const [busy, other] = [await startBot(), await startBot()];
    const { begun, run } = endless({ heeding: true });
    await busy.queue.work(kind, run);
    await busy.queue.add(kind, { n: 1 });
    await until(() => begun.length === 1);
    await other.queue.work(kind, run);

    await wait(3000);

    expect(begun).toHaveLength(1);
  });
});

it('outlives a moment without the database: a job that ended then is noted as done', async () => {
  const { queue, tries } = await startBot();
  const kind = kindOf();
  let runs = 0;
  await queue.work(kind, async () => {
    runs += 1;
    // Every connection falls, also the one that says who lives.
    await test.store.pool.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
  });

  await queue.add(kind, { n: 1 });
  await until(() => tries.length === 1);
  await wait(2500);

  expect(runs).toBe(1);
  expect(tries).toEqual(['done']);
});
