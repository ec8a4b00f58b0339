import { createReadingSlots } from '../../../services/files/reading-slots';

/** A reading that goes on until it is told to end. */
function reading() {
  const begun = jest.fn();
  let end: (error?: Error) => void = () => undefined;
  const ended = new Promise<void>((resolve, reject) => {
    end = (error) => {
      if (error) reject(error);
      else resolve();
    };
  });
  const read = () => {
    begun();
    return ended;
  };
  return { begun, read, end };
}

const nextTurn = () => new Promise((resume) => setImmediate(resume));

it('lets so many read at once, and the others in the order in which they came', async () => {
  const slots = createReadingSlots({ slots: 2 });
  const all = Array.from({ length: 5 }, reading);
  const results = all.map(({ read }) => slots.within(read));
  const begun = () => all.map((each) => each.begun.mock.calls.length);

  await nextTurn();
  expect(begun()).toEqual([1, 1, 0, 0, 0]);
  all[1]!.end();
  await nextTurn();
  expect(begun()).toEqual([1, 1, 1, 0, 0]);
  for (const { end } of all) end();

  expect(await Promise.all(results)).toEqual(Array(5).fill({ ok: true, value: undefined }));
  expect(begun()).toEqual([1, 1, 1, 1, 1]);
});

it('frees the place of a reading that fails', async () => {
  const slots = createReadingSlots({ slots: 1 });
  const trouble = new Error('a mistake');

  await expect(slots.within(() => Promise.reject(trouble))).rejects.toBe(trouble);

  expect(await slots.within(() => Promise.resolve(7))).toEqual({ ok: true, value: 7 });
});

it('is busy for whoever waited in vain, who then takes no place', async () => {
  const slots = createReadingSlots({ slots: 1, patienceMs: 50 });
  const [first, second] = [reading(), reading()];
  const going = slots.within(first.read);

  expect(await slots.within(second.read)).toEqual({ ok: false, error: 'busy' });

  first.end();
  expect(await going).toEqual({ ok: true, value: undefined });
  expect(second.begun).not.toHaveBeenCalled();
  expect(await slots.within(() => Promise.resolve(7))).toEqual({ ok: true, value: 7 });
});
