import { AlertStory, hour, minute } from '../support/alert-story';
import { answerOf, who } from '../support/change-story';
import { openHouse, type House } from '../support/house';
import { wordsOf, type Person } from '../support/teams-connector';

/** Several deployments that fail of the same cause are one message to the channel that was chosen for it. */
const { anna, sofie, liam, chloé } = who;
const acknowledge = 'alerts.acknowledge';
const mute = 'alerts.mute';
const explain = 'route.choose';

let house: House;
let story: AlertStory;
let british: readonly string[];
let german: readonly string[];

beforeAll(async () => {
  house = await openHouse({
    devices: 600,
    environment: {
      ROLE_ADMINS: anna.objectId,
      ROLE_HELPDESK: `${sofie.objectId}, ${liam.objectId}=DE-`,
    },
  });
  story = new AlertStory(house);
  british = await story.serials('UK-Corp-Laptop');
  german = await story.serials('DE-Corp-Laptop');
});
afterAll(() => house.stop());

const failing = (serials: readonly string[], failure: string, ago = hour) =>
  serials.map((serial, n) => ({ serial, failure, ago: ago + n * minute }));
const timedOut = (code: string) => `Enrollment status page timed out during device setup. Error ${code}`;

/** The one message about these devices, in a channel that was told of nothing else meanwhile. */
async function told(serials: readonly string[], failure: string) {
  const from = house.teams.sent.length;
  story.report(failing(serials, failure));
  await story.look();
  const [post, ...others] = story.posts(from);
  expect(others).toEqual([]);
  return { ...post!, from, now: () => story.posts(from).find(({ id }) => id === post!.id)!.words };
}

const identified = async (person: Person, verb: string, data: object, where: object = {}) =>
  answerOf(await house.teams.press(person, verb, data, 'card', where));

it('asks nothing of Graph and tells nobody while no channel was chosen', async () => {
  await story.leave(anna, { purpose: 'alerts' });
  const from = house.teams.sent.length;
  story.report(failing(british.slice(0, 5), timedOut('0x800705B4')));
  const asked = story.asked(/autopilotEvents/);
  await story.look();

  expect(story.asked(/autopilotEvents/)).toBe(asked);
  expect(house.teams.sent.slice(from)).toEqual([]);
});

describe('in the channel that was chosen', () => {
  beforeEach(() => story.choose(anna, { purpose: 'alerts' }));

  it('tells once of three devices with the same code, however often it looks', async () => {
    const from = house.teams.sent.length;
    story.report(failing([...british.slice(0, 2), german[0]!], timedOut('0x800705B4')));
    await story.look(3);
    await story.look();

    const [post, ...others] = story.posts(from);
    expect(others).toEqual([]);
    const [first, last] = [story.date(hour + 2 * minute), story.date(hour)];
    expect(post!.summary).toContain(`3 devices fail with 0x800705B4, since ${first} UTC. 0x800705B4: `);
    expect(post!.words).toContain(`Since ${first} UTC, the last one ${last} UTC.`);
    expect(post!.words).toContain(`${british[0]}\nUK-Corp-Laptop · ${last} UTC`);
    expect(post!.words).toContain(`${german[0]}\nDE-Corp-Laptop · ${first} UTC`);
    expect(story.verbs(post!.id)).toEqual([
      'Acknowledge',
      'Mute for a day',
      'Mute for a week',
      'What does the failure mean?',
    ]);
  });

  it('tells once of an app whose name no database can hold', async () => {
    const post = await told(british.slice(20, 23), 'App "Odd\u0000Chat \ud800" was not detected.');
    await story.look();

    expect(post.words).toContain('Chat');
    expect(story.posts(post.from)).toHaveLength(1);
  });

  it('tells of the others when one cannot be kept', async () => {
    await story.rows(`alter table failure_clusters add check (cause_key <> 'app:broken app')`);
    const from = house.teams.sent.length;
    story.report([
      ...failing(british.slice(24, 28), 'App "Broken App" was not detected.'),
      ...failing(british.slice(30, 33), 'App "Sound App" was not detected.'),
    ]);
    await story.look();

    expect(story.posts(from).map(({ words }) => words)).toEqual([expect.stringContaining('Sound App')]);
  });

  it('tells of an app by its name', async () => {
    const post = await told(british.slice(10, 13), 'App "Contoso Chat" was not detected. Error 0x87D1041C');

    expect(post.words).toContain('Contoso Chat fails on 3 devices');
    expect(post.words).toContain('0x87D1041C: ');
  });

  it('leaves two devices, and a clock that is far ahead, to themselves', async () => {
    const from = house.teams.sent.length;
    const error = timedOut('0x80180014');
    story.report([
      ...failing(british.slice(0, 2), error),
      { serial: british[2]!, failure: error, ago: -hour },
      { serial: british[3]!, failure: error, ago: 25 * hour },
    ]);
    await story.look();

    expect(story.posts(from)).toEqual([]);
  });

  it('shows further failures on the same message, and twice as many in a new one', async () => {
    const error = timedOut('0x80070643');
    const post = await told(british.slice(0, 3), error);
    story.report(failing(british.slice(0, 5), error));
    await story.look();

    expect(story.posts(post.from)).toHaveLength(1);
    expect(post.now()).toContain('5 devices fail with 0x80070643');

    story.report(failing(british.slice(0, 14), error));
    await story.look();
    const [first, second, ...others] = story.posts(post.from);
    expect(others).toEqual([]);
    for (const { words } of [first!, second!]) {
      expect(words).toContain('14 devices fail with 0x80070643');
      expect(words).toContain('and 4 more devices');
    }
    await story.look();
    expect(story.posts(post.from)).toHaveLength(2);
  });

  it('tells anew when it comes back after a quiet day, with nobody looking after it', async () => {
    const error = timedOut('0x80180026');
    const post = await told(british.slice(0, 3), error);
    await story.press(sofie, post.id, acknowledge, 'Acknowledge');
    story.wait(24 * hour);
    story.report(failing(british.slice(0, 3), error));
    await story.look();
    expect(story.posts(post.from)).toHaveLength(1);

    story.wait(26 * hour);
    story.report(failing(british.slice(0, 3), error));
    await story.look();
    const [, again, ...others] = story.posts(post.from);
    expect(others).toEqual([]);
    expect(again!.words).not.toContain('looks after it');
  });

  it('shows everybody who looks after it, and whoever came first stays', async () => {
    const post = await told(british.slice(0, 3), timedOut('0x801C03F3'));
    const pressed = await story.press(sofie, post.id, acknowledge, 'Acknowledge');
    await story.look();

    expect(answerOf(pressed)).toContain('Sofie Brandt looks after it');
    expect(post.now()).toContain('Sofie Brandt looks after it');
    expect(story.verbs(post.id)).not.toContain('Acknowledge');
    const [row] = await story.rows<{ cluster_id: string }>(
      `select cluster_id from failure_clusters where cause_key = 'code:0x801C03F3'`,
    );
    expect(await identified(anna, acknowledge, { id: Number(row!.cluster_id) })).toContain('Sofie Brandt');
  });

  it('is kept quiet by admins only, for so long, and that is recorded', async () => {
    const error = timedOut('0x80180018');
    const post = await told(british.slice(0, 3), error);
    expect(answerOf(await story.press(sofie, post.id, mute, 'Mute for a day'))).toContain(
      'is not open to you',
    );

    await story.press(anna, post.id, mute, 'Mute for a day');
    story.report(failing(british.slice(0, 8), error));
    await story.look();
    expect(story.posts(post.from)).toHaveLength(1);
    expect(post.now()).toMatch(/8 devices[^]*Muted by Anna Lindqvist: no new message about it until /);

    story.wait(24 * hour + minute);
    story.report(failing(british.slice(0, 8), error));
    await story.look();
    expect(story.posts(post.from)).toHaveLength(2);
    expect(post.now()).not.toContain('Muted by');
    const audited = await story.rows(
      `select actor_name, action, after->>'cause' as cause, result from audit where command = 'alerts'
       and after->>'cause' = '0x80180018'`,
    );
    expect(audited).toEqual([
      { actor_name: 'Anna Lindqvist', action: 'muted', cause: '0x80180018', result: 'done' },
    ]);
  });

  it('is told again when an admin ends the mute', async () => {
    const error = timedOut('0x80180005');
    const post = await told(british.slice(0, 3), error);
    await story.press(anna, post.id, mute, 'Mute for a week');
    story.report(failing(british.slice(0, 6), error));
    await story.look();
    expect(story.posts(post.from)).toHaveLength(1);

    await story.press(anna, post.id, mute, 'End the mute');
    await story.look();
    expect(story.posts(post.from)).toHaveLength(2);
  });

  it('is explained by its button', async () => {
    const post = await told(british.slice(0, 3), timedOut('0x801C03EA'));
    const from = house.teams.sent.length;
    await story.press(sofie, post.id, explain, 'What does the failure mean?');

    expect(story.posts(from).map(({ words }) => words)).toEqual([expect.stringContaining('0x801C03EA')]);
  });

  it('tells the list to nobody who looks after none of its devices', async () => {
    const serials = british.slice(0, 3);
    const post = await told(serials, timedOut('0x80190190'));
    const [row] = await story.rows<{ cluster_id: string }>(
      `select cluster_id from failure_clusters where cause_key = 'code:0x80190190'`,
    );
    const data = { id: Number(row!.cluster_id) };

    expect(await identified(liam, acknowledge, data)).toContain('I no longer know this list');
    expect(await identified(chloé, acknowledge, data)).toContain('is not open to you');
    for (const forged of [{ id: 99_999 }, { id: 0 }, { id: 'x' }, {}, { ...data, id: -1 }]) {
      const answer = await identified(anna, acknowledge, forged);
      expect(answer).toMatch(/I no longer know this list|older version|no longer/i);
    }
    expect(await identified(anna, mute, { ...data, days: 400 })).not.toContain(serials[0]);
    expect(post.now()).not.toMatch(/looks after|Muted/);
  });
});

describe('asked for', () => {
  beforeEach(() => story.choose(anna, { purpose: 'alerts' }));

  it('shows what fails alike, and who did what about it', async () => {
    const error = timedOut('0x80070002');
    const post = await told(british.slice(0, 3), error);
    await story.press(sofie, post.id, acknowledge, 'Acknowledge');
    story.report([
      ...failing(british.slice(0, 4), error),
      ...failing(german.slice(0, 5), timedOut('0x80070005')),
    ]);

    const words = wordsOf(await house.teams.say(anna, 'what fails right now?'));
    expect(words).toMatch(/5 devices fail with 0x80070005[^]*4 devices fail with 0x80070002/);
    expect(words).toContain('Sofie Brandt looks after it');
  });

  it('shows somebody limited to some tags only those', async () => {
    story.report(failing([...british.slice(0, 3), german[0]!], timedOut('0x80070003')));
    const words = wordsOf(await house.teams.say(liam, 'are there failure clusters?'));

    expect(words).toContain('1 device fails with 0x80070003');
    expect(words).toContain(german[0]);
    expect(british.filter((serial) => words.includes(serial))).toEqual([]);
    story.report(failing(british.slice(0, 3), timedOut('0x80070003')));
    expect(wordsOf(await house.teams.say(liam, 'alerts'))).toContain('among the devices that you look after');
  });

  it('says so when nothing does, and tells an employee nothing', async () => {
    story.report([]);
    expect(wordsOf(await house.teams.say(sofie, 'alerts'))).toContain('Nothing fails alike right now');
    expect(wordsOf(await house.teams.say(chloé, 'alerts'))).toContain('is not open to you');
  });
});
