import { setTimeout as wait } from 'node:timers/promises';
import pino from 'pino';
import { createReadiness, type Check } from '../../bot/readiness';

const lines: string[] = [];
const log = pino({}, { write: (line: string) => lines.push(line) });
beforeEach(() => lines.splice(0));

const works: Check = () => Promise.resolve();
const fails: Check = () => Promise.reject(new Error('refused: password=hunter2-hunter2'));
const hangs: Check = () => new Promise(() => undefined);

it('is ready when all checks are well, and names each', async () => {
  const readiness = createReadiness({ database: works, graph: works }, log);

  expect(await readiness.report()).toEqual({ status: 'ready', checks: { database: 'ok', graph: 'ok' } });
});

it('names the failing check to those who ask, and its reason in the log only', async () => {
  const readiness = createReadiness({ database: fails, graph: works }, log);

  const report = await readiness.report();

  expect(report).toEqual({ status: 'not-ready', checks: { database: 'failing', graph: 'ok' } });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('refused');
  expect(lines[0]).not.toContain('hunter2');
});

it('waits two seconds for all checks together', async () => {
  const readiness = createReadiness({ database: hangs, queue: hangs, graph: works }, log);

  const began = performance.now();
  const { checks } = await readiness.report();

  expect(checks).toEqual({ database: 'failing', queue: 'failing', graph: 'ok' });
  expect(performance.now() - began).toBeGreaterThan(1900);
  expect(performance.now() - began).toBeLessThan(5000);
});

it('asks once however many ask at the same time, and anew after a second', async () => {
  let asked = 0;
  const readiness = createReadiness({ database: () => Promise.resolve((asked += 1)) }, log);

  await Promise.all(Array.from({ length: 500 }, () => readiness.report()));
  expect(asked).toBe(1);

  await wait(1100);
  await readiness.report();
  expect(asked).toBe(2);
});

it('says once in the log that something fails, however often it is asked, and again after it worked', async () => {
  let well = false;
  const readiness = createReadiness({ graph: (signal) => (well ? works : fails)(signal) }, log);

  for (const state of [false, false, true, false]) {
    well = state;
    await readiness.report();
    await wait(1050);
  }

  expect(lines).toHaveLength(2);
});

it('is not ready once it is closed, whatever was kept', async () => {
  const readiness = createReadiness({ database: works }, log);
  await readiness.report();

  readiness.close();

  expect(await readiness.report()).toEqual({ status: 'not-ready', checks: { database: 'ok' } });
});
