import type { StagedDevice } from '../../services/demo/showcase';
import { who } from '../support/change-story';
import { openHouse, type House } from '../support/house';
import { WatchStory } from '../support/watch-story';

/** What goes wrong with one watch is nobody else's. */
const { sofie, liam } = who;
const withinMs = 240_000;
const failing: StagedDevice = {
  serial: '5CG6012FAI',
  model: 'HP EliteBook 840 G11',
  groupTag: 'UK-Corp-Laptop',
  outcome: 'failing',
  startedMinutesAgo: -20,
  failureCode: '0x800705B4',
};
const laptop: StagedDevice = {
  ...failing,
  serial: '5CG6011LIA',
  outcome: 'settingUp',
  owner: 'liam.carter@contoso.example',
};

let house: House;
let story: WatchStory;
async function open(staged: readonly StagedDevice[]): Promise<void> {
  house = await openHouse({ devices: 100, tenant: { staged } });
  story = new WatchStory(house);
}
afterEach(() => house.stop());

it(
  'tells the others when what happened to one device cannot be kept',
  async () => {
    await open([failing, laptop]);
    await story.rows(`alter table watch_news add check (facts->>'serial' <> '5CG6012FAI')`);
    await story.say(sofie, 'watch 5CG6012FAI');
    await story.say(liam, 'tell me when my laptop is ready');

    await story.passUntil(() => story.titles(liam).includes('Your device is ready'));

    expect(story.notices(sofie)).toEqual([]);
  },
  withinMs,
);

it(
  'tells of a device whose group tag no database can hold',
  async () => {
    await open([{ ...failing, groupTag: 'Odd\u0000Tag\ud800' }]);
    await story.say(sofie, 'watch 5CG6012FAI');

    await story.passUntil(() => story.notices(sofie).length > 0);

    expect(story.notices(sofie)[0]!.words).toContain('5CG6012FAI');
    const tags = await story.rows(`select distinct facts->>'groupTag' as tag from watch_news`);
    expect(tags).toContainEqual({ tag: 'Odd\uFFFDTag\uFFFD' });
  },
  withinMs,
);

it(
  'tells what was found even while nobody can look',
  async () => {
    await open([laptop]);
    await story.say(liam, 'tell me when my laptop is ready');
    await story.rows(
      `insert into watch_news (watch_id, registration_id, event, run, facts, found_at, due_at)
       select watch_id, registration_id, 'ready', 'x', jsonb_build_object('serial', serial), now(), now()
       from watch_devices`,
    );
    await story.rows(`update watch_news set found_at = '2026-01-01', due_at = '2026-01-01'`);
    await story.rows('alter table watch_devices rename to hidden');

    await story.looked();

    const [row] = await story.rows<{ state: string }>('select state from watch_news');
    expect(row?.state).not.toBe('waiting');
  },
  withinMs,
);
