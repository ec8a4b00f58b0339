import { createBotState, StateConflict, type BotState } from '../../../services/store/bot-state';
import { openTestStore, type TestStore } from '../../support/postgres/store';

let test: TestStore;
let state: BotState;
beforeAll(async () => {
  test = await openTestStore();
  state = createBotState(test.store.db);
});
afterAll(() => test.stop());

it('gives back what was written, and nothing for a key that was not', async () => {
  await state.write({ 'a/1': { dialogs: { stack: ['x'] } }, 'a/2': { n: 2 } });

  expect(await state.read(['a/1', 'a/2', 'a/3'])).toEqual({
    'a/1': { dialogs: { stack: ['x'] }, eTag: '1' },
    'a/2': { n: 2, eTag: '1' },
  });
  expect(await state.read([])).toEqual({});
});

it('refuses the second of two who read the same', async () => {
  await state.write({ b: { n: 0 } });
  const [first, second] = [await state.read(['b']), await state.read(['b'])];

  await state.write({ b: { ...(first['b'] as object), n: 1 } });
  await expect(state.write({ b: { ...(second['b'] as object), n: 2 } })).rejects.toThrow(StateConflict);

  expect(await state.read(['b'])).toEqual({ b: { n: 1, eTag: '2' } });
});

it('writes all items or none', async () => {
  await state.write({ c: { n: 0 } });

  await expect(state.write({ d: { n: 1 }, c: { n: 1, eTag: '99' } })).rejects.toThrow(StateConflict);

  expect(await state.read(['c', 'd'])).toEqual({ c: { n: 0, eTag: '1' } });
});

it('does not bring a deleted item back', async () => {
  await state.write({ e: { n: 0 } });
  const read = await state.read(['e']);
  await state.delete(['e']);

  await expect(state.write(read)).rejects.toThrow(StateConflict);
  expect(await state.read(['e'])).toEqual({});
});

it('lets a blind write win', async () => {
  await state.write({ f: { n: 0 } });

  await Promise.all([1, 2, 3].map((n) => state.write({ f: { n, eTag: '*' } })));

  expect(await state.read(['f'])).toMatchObject({ f: { eTag: '4' } });
});
