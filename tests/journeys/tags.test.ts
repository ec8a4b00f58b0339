import { openHouse, personWith, type House } from '../support/house';
import { buttonsOf, cardOf, textsOf, wordsOf, type Turn } from '../support/teams-connector';

const sofie = personWith('helpdesk');
const admin = personWith('admin');
const employee = personWith('employee');
const longerThanKept = 11 * 60_000;

let house: House;

/** The tenant's registrations, one per tag named, from now on. */
function tagsAre(tags: readonly string[]): void {
  house.wait(longerThanKept);
  const value = tags.map((groupTag, n) => ({ id: `id-${n}`, serialNumber: `SN${n}`, groupTag }));
  house.tenant.faults.set({
    match: { path: /windowsAutopilotDeviceIdentities\?/ },
    status: 200,
    body: { value },
  });
}

const times = (count: number, tag: string) => Array.from({ length: count }, () => tag);
const cardIn = (turn: Turn) => (turn.replies[0] === undefined ? pressedCard(turn) : cardOf(turn.replies[0]));
const pressedCard = ({ body }: Turn) => (body as { value: object }).value;
const pagesOf = (card: object | undefined) =>
  buttonsOf(card, 'tags.page').map(({ data }) => (data as { page: number }).page);

afterEach(() => {
  house.tenant.faults.clear();
});

describe('in a tenant with the usual convention', () => {
  beforeAll(async () => {
    house = await openHouse({
      environment: {
        ROLE_ADMINS: admin.objectId,
        ROLE_HELPDESK: `${sofie.objectId}=uk-|IE-`,
      },
    });
  });
  afterAll(() => house.stop());

  it('shows the convention and the tags in use', async () => {
    house.wait(longerThanKept);
    const text = textsOf(cardIn(await house.teams.say(admin, 'which tags do we use?')));

    expect(text).toContain('Convention: Country-Role-DeviceType, for example UK-Corp-Laptop.');
    expect(text).toContain('DE-Kiosk-Desktop');
    expect(text).toMatch(/\d+ tags on \d+ devices/);
  });

  it('counts, and tells what does not fit and what was probably meant', async () => {
    tagsAre([
      ...times(214, 'UK-Corp-Laptop'),
      ...times(2, 'uk corp laptop'),
      'UK-Crop-Labtop',
      'DE-Corp-Laptop',
    ]);

    const text = textsOf(cardIn(await house.teams.say(admin, 'list tags')));

    expect(text).toContain('4 tags on 218 devices · 1 does not fit the convention · 1 looks like a typo');
    expect(text).toMatch(/UK-Corp-Laptop\s+214 devices/);
    expect(text).toMatch(/uk corp laptop\s+Parts: 1 instead of 3\.\s+2 devices/);
    expect(text).toMatch(/UK-Crop-Labtop\s+Probably UK-Corp-Laptop \(214 devices\)\.\s+1 device/);
    expect(text).toMatch(/DE-Corp-Laptop\s+1 device/);
  });

  it('shows somebody limited to some tags only those', async () => {
    tagsAre(['UK-Corp-Laptop', 'IE-Corp-Laptop', 'DE-Corp-Laptop', ...times(9, 'US-Secret-Laptop'), '']);

    const turn = await house.teams.say(sofie, 'list tags');
    const forged = await house.teams.press(sofie, 'tags.page', { page: 1 });

    for (const card of [cardIn(turn), pressedCard(forged)]) {
      expect(textsOf(card)).toContain('2 tags on 2 devices');
      expect(textsOf(card)).toContain('Only the tags that you look after: uk-, IE-');
    }
    expect(JSON.stringify([turn.replies, forged])).not.toMatch(/DE-Corp|US-Secret/);
  });

  it('does not tell an employee, by text or by button', async () => {
    const said = await house.teams.say(employee, 'which tags do we use?');
    const pressed = await house.teams.press(employee, 'tags.page', { page: 0 });

    expect(wordsOf(said)).toContain('is not open to you here');
    expect(JSON.stringify(pressed.body)).toContain('is not open to you here');
    expect(JSON.stringify([said, pressed])).not.toContain('UK-Corp');
  });

  it('pages through three thousand tags and stays within the size of a card', async () => {
    tagsAre(Array.from({ length: 3000 }, (_, n) => `UK-Site${n}-Laptop`));

    const first = cardIn(await house.teams.say(admin, 'list tags'));
    const second = pressedCard(await house.teams.press(admin, 'tags.page', { page: 1 }));
    const last = pressedCard(await house.teams.press(admin, 'tags.page', { page: 149 }));
    const beyond = pressedCard(await house.teams.press(admin, 'tags.page', { page: 999_999 }));

    expect(textsOf(first)).toContain('3,000 tags on 3,000 devices · 1 to 20 of 3,000');
    expect(textsOf(second)).toContain('21 to 40 of 3,000');
    expect([first, second, last].map(pagesOf)).toEqual([[1], [0, 2], [148]]);
    expect(beyond).toEqual(last);
    expect(JSON.stringify(first).length).toBeLessThan(28 * 1024);
  });

  it.each([[{}], [{ page: -1 }], [{ page: 1.5 }], [{ page: '1' }], ['x'], [null]])(
    'takes no forged page: %j',
    async (data) => {
      const turn = await house.teams.press(admin, 'tags.page', data);

      expect(JSON.stringify(turn.body)).toContain('I no longer know this button');
    },
  );

  it('shows hostile tags as text', async () => {
    tagsAre([
      '**bold** [link](https://x.example)',
      '${title}',
      '<at>Anna</at>',
      '{{DATE(2026-01-01)}}',
      'x'.repeat(300),
    ]);

    const turn = await house.teams.say(admin, 'list tags');
    const shown = JSON.stringify(turn.replies);

    expect(turn.status).toBe(200);
    expect(shown).toContain(String.raw`\\*\\*bold\\*\\*`);
    expect(shown).toContain('${title}');
    expect(shown).not.toContain('[link](https');
    expect(shown).not.toContain('<at>Anna</at>');
    expect(shown).not.toContain('{{DATE');
    expect(shown).not.toContain('x'.repeat(65));
    expect(textsOf(cardIn(turn))).toContain('Cannot be a group tag');
  });

  it('says that there is none', async () => {
    tagsAre(['', '']);

    expect(textsOf(cardIn(await house.teams.say(admin, 'list tags')))).toContain(
      'I find no group tag in use',
    );
  });

  it('says why when Graph fails, and is well again afterwards', async () => {
    house.wait(longerThanKept);
    house.tenant.faults.set({ match: { path: /windowsAutopilotDeviceIdentities/ }, status: 403 });
    const said = await house.teams.say(admin, 'list tags');
    const pressed = await house.teams.press(admin, 'tags.page', { page: 0 });
    house.tenant.faults.clear();
    const again = await house.teams.say(admin, 'list tags');

    expect(wordsOf(said)).toContain(
      'I have no permission to read this in Microsoft Graph. Nothing was changed.',
    );
    expect(JSON.stringify(pressed.body)).toContain('I have no permission');
    expect(textsOf(cardIn(again))).toContain('UK-Corp-Laptop');
  });
});

describe('in a tenant with values for each part', () => {
  beforeAll(async () => {
    house = await openHouse({
      environment: {
        GROUP_TAG_PARTS: 'Land=UK|DE, Use=Corp|Kiosk',
        GROUP_TAG_SEPARATOR: '.',
        GROUP_TAG_STRICT: 'on',
      },
    });
  });
  afterAll(() => house.stop());

  it('tells the values, and which part of a tag is wrong', async () => {
    tagsAre(['UK.Crop', 'DE.Kiosk', 'FR.Corp']);

    const text = textsOf(cardIn(await house.teams.say(sofie, 'what is our tag naming convention?')));

    expect(text).toContain('Convention: Land.Use, for example DE.Kiosk.');
    expect(text).toContain('Land: UK, DE · Use: Corp, Kiosk');
    expect(text).toContain('Only tags that fit can be given when devices are registered.');
    expect(text).toContain('Use is “Crop”; allowed: Corp, Kiosk.');
    expect(text).toContain('Land is “FR”; allowed: UK, DE.');
  });
});
