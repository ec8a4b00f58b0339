import { createSharedList } from '../../../services/fleet/shared-list';
import { deadlineAfter } from '../../../services/graph/deadline';
import { fail, ok } from '../../../services/result';

const minute = 60_000;

/** A list whose readings end when the test says so. */
function openList() {
  let now = 1_000_000;
  const clock = { now: () => now };
  const readings: (() => void)[] = [];
  let broken = false;
  const list = createSharedList<number>({
    clock,
    readingMs: 120_000,
    read: async () => {
      const number = readings.length + 1;
      await new Promise<void>((end) => readings.push(end));
      return broken ? fail({ type: 'unavailable' }) : ok({ rows: [number], complete: true });
    },
  });
  return {
    list,
    clock,
    readings,
    wait: (ms: number) => void (now += ms),
    breakDown: () => void (broken = true),
  };
}

it('reads once for all who ask while it is being read', async () => {
  const { list, readings } = openList();
  const answers = [list.get(), list.get(), list.get()];
  readings[0]!();

  expect(await Promise.all(answers)).toEqual(
    Array.from({ length: 3 }, () => ok({ rows: [1], complete: true, readAt: 1_000_000 })),
  );
  expect(readings).toHaveLength(1);
});

it('reads again once the list is older than whoever asks may have it', async () => {
  const { list, readings, wait } = openList();
  const first = list.get();
  readings[0]!();
  await first;

  wait(minute - 1);
  expect(await list.get()).toMatchObject({ value: { rows: [1] } });
  const second = list.get({ maxAgeMs: minute / 2 });
  readings[1]!();
  expect(await second).toMatchObject({ value: { rows: [2] } });
});

it('gives whoever cannot wait what was read a while ago, and goes on reading for the others', async () => {
  const { list, clock, readings, wait } = openList();
  const first = list.get();
  readings[0]!();
  await first;
  wait(5 * minute);

  const patient = list.get();
  expect(await list.get({ deadline: deadlineAfter(1, clock) })).toMatchObject({ value: { rows: [1] } });
  readings[1]!();
  expect(await patient).toMatchObject({ value: { rows: [2] } });
});

it('says that time was up where nothing, or nothing young enough, was read before', async () => {
  const { list, clock, readings, wait } = openList();
  const impatient = () => list.get({ deadline: deadlineAfter(1, clock) });
  expect(await impatient()).toEqual(fail({ type: 'timed-out' }));

  readings[0]!();
  await list.get();
  wait(16 * minute);
  expect(await impatient()).toEqual(fail({ type: 'timed-out' }));
  readings[1]!();
});

it('passes a failure on, and keeps what it had', async () => {
  const { list, readings, wait, breakDown } = openList();
  const first = list.get();
  readings[0]!();
  await first;
  wait(2 * minute);
  breakDown();

  const second = list.get();
  readings[1]!();
  expect(await second).toEqual(fail({ type: 'unavailable' }));
  expect(list.last()).toMatchObject({ rows: [1] });
});
