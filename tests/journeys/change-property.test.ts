import fc from 'fast-check';
import { verifyAudit } from '../../services/audit/verify';
import { openStore, type Store } from '../../services/store/store';
import { happenings } from '../support/change-happenings';
import { breaches } from '../support/change-invariants';
import { ChangePlay } from '../support/change-play';
import { openHouse, type House } from '../support/house';

/** Whatever people do in whatever order, on two instances at once: what must never happen does not. */
let house: House;
let store: Store;
let play: ChangePlay;
beforeAll(async () => {
  house = await openHouse({
    environment: { CHANGE_AUTO_APPROVE: 'first-tag', CHANGE_TWO_APPROVERS_ABOVE: '2' },
  });
  const other = await house.startAnother();
  const opened = await openStore({ type: 'url', url: house.databaseUrl });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  store = opened.value;
  play = new ChangePlay(house, [house.botUrl, other], store.db);
}, 120_000);
afterAll(async () => {
  await store.close();
  await house.stop();
});

it('nothing is changed without an approval, twice, or without a trace', async () => {
  const holds = fc.asyncProperty(happenings, async (all) => {
    await play.begin();
    for (const happening of all) await play.play(happening);
    await play.rest();
    expect(await breaches(play, house, store.db)).toEqual([]);
    expect(await verifyAudit(store.db)).toMatchObject({ ok: true });
  });
  // A slow machine plays fewer of them.
  await fc.assert(holds, { numRuns: 20, interruptAfterTimeLimit: 150_000 });
}, 600_000);
