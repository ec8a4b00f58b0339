import { setTimeout as wait } from 'node:timers/promises';
import { systemClock } from '../../../services/clock';
import { createWatchStore, type WatchStore } from '../../../services/watching/watch-store';
import { openTestStore, type TestStore } from '../../support/postgres/store';

const asked = {
  tenantId: 'contoso',
  person: { id: 'liam', name: 'Liam Carter', teamsId: '29:liam' },
  conversationId: 'a:liam',
  scope: 'personal',
  locale: 'en-GB',
  timeZone: 'UTC',
  kind: 'mine',
  subject: '',
  correlationId: 'c0ffee01',
} as const;

let test: TestStore;
let watches: WatchStore;
beforeAll(async () => {
  test = await openTestStore();
  watches = createWatchStore(test.store.db, systemClock);
});
afterAll(() => test.stop());
beforeEach(() => test.store.db.deleteFrom('watches').execute());

const open = () => test.store.db.transaction().execute((tx) => watches.open(tx, asked));

it('begins anew what is asked for while the old one is about to end', async () => {
  const old = await open();
  let anew: Promise<{ readonly id: number }> | undefined;
  await test.store.db.transaction().execute(async (tx) => {
    expect(await watches.hold(tx, old.id)).toBe(true);
    anew = open();
    await wait(100);
    await watches.end(tx, old.id, 'done');
  });

  const { id } = await anew!;
  expect(id).not.toBe(old.id);
  expect(await watches.activeOf('contoso', 'liam')).toMatchObject([{ id }]);
});

it('is not held by anybody once it has ended', async () => {
  const { id } = await open();

  await test.store.db.transaction().execute(async (tx) => {
    await watches.end(tx, id, 'done');
    expect(await watches.hold(tx, id)).toBe(false);
  });
});
