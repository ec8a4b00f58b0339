import { createAnswerMemory } from '../../../services/people/answer-memory';
import { ok, type Result } from '../../../services/result';
import { handClock, minute } from '../demo/graph-over-http';

/** Readings that a test ends by hand, in any order. */
function openMemory(most = 100) {
  const readings: { keys: readonly string[]; end: (value: string) => void }[] = [];
  const clock = handClock();
  const memory = createAnswerMemory<string, never>({
    clock,
    maxAgeMs: 5 * minute,
    most,
    readAll: (keys) =>
      new Promise<readonly Result<string, never>[]>((resolve) => {
        const end = (value: string) => {
          resolve(keys.map((key) => ok(`${key} ${value}`)));
        };
        readings.push({ keys, end });
      }),
  });
  const ask = async (key: string, fresh = false) => {
    const answer = await memory(key, { fresh });
    return answer.ok ? answer.value : '';
  };
  const reading = async (number: number) => {
    for (let moments = 0; moments < 100; moments += 1) {
      const begun = readings[number];
      if (begun !== undefined) return begun;
      await new Promise(setImmediate);
    }
    throw new Error(`No reading ${number}`);
  };
  return { ask, reading, readings, clock };
}

it('reads what is asked at the same moment together, each key once', async () => {
  const { ask, reading, readings } = openMemory();

  const answers = Promise.all([ask('a'), ask('b', true), ask('a', true), ask('b')]);
  (await reading(0)).end('1');

  expect(await answers).toEqual(['a 1', 'b 1', 'a 1', 'b 1']);
  expect(readings.map(({ keys }) => keys)).toEqual([['a', 'b']]);
});

it('waits for a reading that is under way, unless the answer must be fresh', async () => {
  const { ask, reading } = openMemory();

  const first = ask('a');
  await reading(0);
  const joined = ask('a');
  const fresh = ask('a', true);
  (await reading(1)).end('new');
  (await reading(0)).end('old');

  expect(await Promise.all([first, joined, fresh])).toEqual(['a old', 'a old', 'a new']);
});

it('keeps the answer that was asked for last, also when an earlier one comes later', async () => {
  const { ask, reading, readings } = openMemory();

  const first = ask('a');
  await reading(0);
  const fresh = ask('a', true);
  (await reading(1)).end('new');
  await fresh;
  (await reading(0)).end('old');
  await first;

  expect(await ask('a')).toBe('a new');
  expect(readings).toHaveLength(2);
});

it('counts the age of an answer from the question, and distrusts one from the future', async () => {
  const { ask, reading, readings, clock } = openMemory();

  const first = ask('a');
  await reading(0);
  clock.forward(5 * minute);
  (await reading(0)).end('1');
  await first;
  const second = ask('a');
  (await reading(1)).end('2');
  expect(await second).toBe('a 2');
  clock.forward(-1);
  const third = ask('a');
  (await reading(2)).end('3');

  expect(await third).toBe('a 3');
  expect(readings).toHaveLength(3);
});

it('forgets the oldest when it is full', async () => {
  const { ask, reading, readings } = openMemory(2);
  for (const [number, key] of ['a', 'b', 'c'].entries()) {
    const answer = ask(key);
    (await reading(number)).end('1');
    await answer;
  }

  expect(await ask('b')).toBe('b 1');
  expect(readings).toHaveLength(3);
  const again = ask('a');
  (await reading(3)).end('2');
  expect(await again).toBe('a 2');
});

it('is not blocked by a reading that broke', async () => {
  let tries = 0;
  const memory = createAnswerMemory<string, never>({
    clock: handClock(),
    maxAgeMs: minute,
    most: 10,
    readAll: (keys) => {
      tries += 1;
      return tries === 1 ? Promise.reject(new Error('a bug')) : Promise.resolve(keys.map((key) => ok(key)));
    },
  });

  await expect(memory('a', { fresh: false })).rejects.toThrow('a bug');
  expect(await memory('a', { fresh: false })).toEqual(ok('a'));
});
