import { createInbox, type Arrival } from '../../../services/store/inbox';
import type { Instance } from '../../../services/store/instance';
import { openTestStore, type TestStore } from '../../support/postgres/store';

let test: TestStore;
let one: Instance;
let other: Instance;
beforeAll(async () => {
  test = await openTestStore();
  [one, other] = [await test.join(), await test.join()];
});
afterAll(() => test.stop());

let number = 0;
const arrival = (changes: Partial<Arrival> = {}): Arrival => ({
  conversationId: `conversation-${(number += 1)}`,
  activityId: 'first',
  fingerprint: 'said the same',
  ...changes,
});
const claim = (it: Arrival, by = one) => createInbox(test.store.db, by).claim(it);
const finish = (it: Arrival, by = one, outcome: 'answered' | 'failed' = 'answered') =>
  createInbox(test.store.db, by).finish(it, outcome);

/** As if the activity had arrived so many seconds earlier and been answered so many seconds ago. */
async function happened({ conversationId }: Arrival, arrived: string, answered: string): Promise<void> {
  await test.store.pool.query(
    `update inbox set received_at = now() - $2::interval, finished_at = now() - $3::interval where conversation_id = $1`,
    [conversationId, arrived, answered],
  );
}

it('gives an activity to one of many who ask at the same moment', async () => {
  const it = arrival();

  const claims = await Promise.all(
    Array.from({ length: 40 }, (_, index) => claim(it, index % 2 ? one : other)),
  );

  expect(claims.filter(Boolean)).toHaveLength(1);
});

it('does not give it again, neither while it is being answered nor after', async () => {
  const it = arrival();
  expect(await claim(it)).toBe(true);

  expect(await claim(it, other)).toBe(false);
  await finish(it);
  expect(await claim(it, other)).toBe(false);
});

it('gives it again when the instance that had it died before it was finished', async () => {
  const dying = await test.join();
  const it = arrival();
  await claim(it, dying);
  await dying.stop();

  expect(await claim(it, other)).toBe(true);
  expect(await claim(it, one)).toBe(false);
});

it('does not give again what a dead instance had finished', async () => {
  const dying = await test.join();
  const it = arrival();
  await claim(it, dying);
  await finish(it, dying);
  await dying.stop();

  expect(await claim(it, other)).toBe(false);
});

describe('the same words under another id', () => {
  it('are a repetition while the first are being answered, also when both come at once', async () => {
    const it = arrival();

    const claims = await Promise.all(
      Array.from({ length: 20 }, (_, index) => claim({ ...it, activityId: `id-${index}` })),
    );

    expect(claims.filter(Boolean)).toHaveLength(1);
  });

  it('are a repetition within a minute after a slow answer', async () => {
    const it = arrival();
    await claim(it);
    await happened(it, '40 seconds', '25 seconds');

    expect(await claim({ ...it, activityId: 'second' })).toBe(false);
  });

  it.each([
    ['a quick answer', '20 seconds', '19 seconds'],
    ['a slow answer long ago', '3 minutes', '2 minutes'],
  ])('are said anew after %s', async (_title, arrived, answered) => {
    const it = arrival();
    await claim(it);
    await happened(it, arrived, answered);

    expect(await claim({ ...it, activityId: 'second' })).toBe(true);
  });

  it.each<[string, Partial<Arrival>, Partial<Arrival>]>([
    ['in another conversation', {}, { conversationId: 'elsewhere' }],
    ['when nothing tells that they are the same', { fingerprint: '' }, {}],
  ])('are not taken for a repetition %s', async (_title, first, second) => {
    const it = arrival(first);
    await claim(it);

    expect(await claim({ ...it, activityId: 'second', ...second })).toBe(true);
  });

  it('are said anew after a slow turn that failed: the apology asks for it', async () => {
    const it = arrival();
    await claim(it);
    await finish(it, one, 'failed');
    await happened(it, '40 seconds', '25 seconds');

    expect(await claim({ ...it, activityId: 'second' })).toBe(true);
  });

  it('are said anew when the first were never marked as answered and no turn takes so long', async () => {
    const it = arrival();
    await claim(it);
    await test.store.pool.query(
      `update inbox set received_at = now() - interval '3 minutes' where conversation_id = $1`,
      [it.conversationId],
    );

    expect(await claim({ ...it, activityId: 'second' })).toBe(true);
  });

  it('are answered when the instance that had the first died', async () => {
    const dying = await test.join();
    const it = arrival();
    await claim(it, dying);
    await dying.stop();

    expect(await claim({ ...it, activityId: 'second' })).toBe(true);
  });
});
