import { openHouse, personWith, type House } from '../support/house';
import { buttonsOf, cardOf, textsOf, wordsOf, type Turn } from '../support/teams-connector';

const helpdesk = personWith('helpdesk');
const employee = personWith('employee');

let house: House;

beforeAll(async () => {
  house = await openHouse({ devices: 20 });
});
afterAll(() => house.stop());
afterEach(() => {
  house.tenant.faults.clear();
});

const configurations = { path: /deviceEnrollmentConfigurations/ };
const page = (n: number, more: object = {}) => ({
  '@odata.type': '#microsoft.graph.windows10EnrollmentCompletionPageConfiguration',
  id: `id${n}_Windows10EnrollmentCompletionPageConfiguration`,
  displayName: `Page ${n}`,
  priority: n,
  assignments: [],
  ...more,
});

function pagesAre(value: readonly object[]): void {
  house.tenant.faults.set({ match: configurations, status: 200, body: { value } });
}

const pressedCard = ({ body }: Turn) => (body as { value: object }).value;
const shownCard = (turn: Turn) => cardOf(turn.replies[0]);
const ask = (text: string) => house.teams.say(helpdesk, text);
const pagesOf = (card: object | undefined) =>
  buttonsOf(card, 'esp-settings.page').map(({ data }) => data as { page: number; asked?: string[] });

/** What is seen before anything is opened. */
function frontOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(frontOf);
  if (typeof value !== 'object' || value === null) return value;
  if ('isVisible' in value && value.isVisible === false) return null;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, frontOf(inner)]));
}

describe('the settings of the status page', () => {
  it('are shown page by page with what differs, why, and where to change it', async () => {
    const card = shownCard(await ask('what are our ESP settings?'));
    const front = textsOf(frontOf(card));

    expect(front).toContain('3 pages · 2 differ from the recommendation');
    expect(front).toMatch(
      /ESP office devices\n.*Autopilot - All devices\n✔ All 7 settings that were compared are as recommended/,
    );
    expect(front).toMatch(/ESP kiosks and shared devices\n.*\n⚠ 1 of 7 settings differs/);
    expect(front).toContain('45 minutes · recommended: at least 60 minutes');
    expect(front).toContain('Less than 60 minutes ends deployments that would have succeeded');
    expect(front).toContain('Intune admin center › Devices › Enrollment › Enrollment Status Page');
    expect(front).toContain('Default page: meets whoever no other page meets.');
    expect(front).toMatch(/Recommendations: .*The Windows Autopilot guide/);
  });

  it('that are as recommended are behind a click', async () => {
    const card = shownCard(await ask('are our ESP settings as recommended?'));
    const agreeing = '✔ Show app and profile configuration progress: Yes, as recommended';

    expect(textsOf(card)).toContain(agreeing);
    expect(textsOf(frontOf(card))).not.toContain(agreeing);
  });

  it('say in the notification how each page stands', async () => {
    const [reply] = (await ask('what are our ESP settings?')).replies;

    expect(reply?.summary).toContain('ESP kiosks and shared devices: 1 of 7 settings differs');
  });

  it('answer how long the time-out is first', async () => {
    const turn = await ask('how long is our ESP timeout?');
    const front = textsOf(frontOf(shownCard(turn)));

    expect(front).toContain('60 minutes, as recommended');
    expect(front).toContain('45 minutes · recommended: at least 60 minutes');
    expect(turn.replies[0]?.summary).toContain(
      'ESP office devices: 60 minutes. ESP kiosks and shared devices: 45 minutes.',
    );
  });

  it('answer which apps block first, by name', async () => {
    const front = textsOf(frontOf(shownCard(await ask('which apps block in our ESP?'))));

    expect(front).toContain(
      '4 apps: Company Portal, Microsoft 365 Apps, Contoso VPN, Contoso Endpoint Agent',
    );
    expect(front).toContain('2 apps: Company Portal, Microsoft 365 Apps');
    expect(front).toContain('every required app');
  });

  it('show the apps by number when their names cannot be read', async () => {
    house.tenant.faults.set({ match: { path: /mobileApps/ }, status: 403 });

    const front = textsOf(frontOf(shownCard(await ask('which apps block in our ESP?'))));

    expect(front).toContain('4 apps · recommended: depends on you');
    expect(front).not.toContain('Company Portal');
  });

  it('are not told to an employee, by text or by button', async () => {
    const said = await house.teams.say(employee, 'what are our ESP settings?');
    const pressed = await house.teams.press(employee, 'esp-settings.page', { page: 0 });

    expect(wordsOf(said)).toContain('is not open to you here');
    expect(JSON.stringify(pressed.body)).toContain('is not open to you here');
    expect(JSON.stringify([said.replies, pressed.body])).not.toContain('ESP office');
  });
});

describe('many status pages', () => {
  const pages = Array.from({ length: 51 }, (_, n) => page(n + 1, { installProgressTimeoutInMinutes: 30 }));

  it('are paged, and what was asked for stays first', async () => {
    pagesAre(pages);

    const first = shownCard(await ask('how long is our ESP timeout?'));
    const [{ page: next, asked } = { page: -1 }] = pagesOf(first);
    const second = pressedCard(await house.teams.press(helpdesk, 'esp-settings.page', { page: next, asked }));
    const last = pressedCard(await house.teams.press(helpdesk, 'esp-settings.page', { page: 16 }));
    const beyond = pressedCard(await house.teams.press(helpdesk, 'esp-settings.page', { page: 999_999 }));

    expect(textsOf(first)).toContain('51 pages · 51 differ from the recommendation · part 1 of 17');
    expect(textsOf(second)).toMatch(/Page 4\n[^]*Page 5\n[^]*Page 6\n/);
    expect([first, second, last].map((card) => pagesOf(card).map((each) => each.page))).toEqual([
      [1],
      [0, 2],
      [15],
    ]);
    expect(pagesOf(second)[1]?.asked).toEqual(['installProgressTimeoutInMinutes']);
    expect(beyond).toEqual(last);
  });

  it('have no buttons as long as there are three', async () => {
    pagesAre(pages.slice(0, 3));

    expect(pagesOf(shownCard(await ask('what are our ESP settings?')))).toEqual([]);
  });

  it.each([
    [{}],
    [{ page: -1 }],
    [{ page: 1.5 }],
    [{ page: '1' }],
    [{ page: 0, asked: ['nonsense'] }],
    [{ page: 0, asked: 'selectedMobileAppIds' }],
    ['x'],
    [null],
  ])('take no forged button: %j', async (data) => {
    const turn = await house.teams.press(helpdesk, 'esp-settings.page', data);

    expect(JSON.stringify(turn.body)).toContain('I no longer know this button');
  });
});

describe('odd tenants', () => {
  it('without any status page are told so', async () => {
    pagesAre([]);

    expect(textsOf(shownCard(await ask('what are our ESP settings?')))).toContain(
      'I find no status page in Intune',
    );
  });

  it('that tell nothing of a setting are not taken to say No', async () => {
    pagesAre([page(1, { installProgressTimeoutInMinutes: '60', showInstallationProgress: null })]);

    const card = shownCard(await ask('what are our ESP settings?'));

    expect(textsOf(frontOf(card))).toContain('? Intune tells nothing here that could be compared');
    expect(textsOf(card)).toContain(
      'Show app and profile configuration progress: not told by Intune · recommended: Yes',
    );
    expect(textsOf(card)).toContain('Assigned to nobody, so it meets nobody.');
  });

  it('have their names shown as text', async () => {
    const names = ['**bold** [link](https://x.example)', '${title}', '<at>Anna</at>'];
    pagesAre(names.map((displayName, n) => page(n + 1, { displayName })));

    const turn = await ask('what are our ESP settings?');
    const shown = JSON.stringify(turn.replies);

    expect(shown).toContain(String.raw`\\*\\*bold\\*\\*`);
    expect(shown).toContain('${title}');
    expect(shown).not.toContain('[link](https');
    expect(shown).not.toContain('<at>Anna</at>');
  });
});

describe('when Graph fails', () => {
  it.each([
    [403, 'I have no permission to read this in Microsoft Graph. Nothing was changed.'],
    [501, 'Nothing was changed.'],
    [400, 'Nothing was changed.'],
  ])('says why after %d, to a message and a button, and is well again', async (status, sentence) => {
    house.tenant.faults.set({ match: configurations, status });
    const said = await ask('what are our ESP settings?');
    const pressed = await house.teams.press(helpdesk, 'esp-settings.page', { page: 0 });
    house.tenant.faults.clear();

    expect(wordsOf(said)).toContain(sentence);
    expect(JSON.stringify(pressed.body)).toContain(sentence);
    expect(textsOf(shownCard(await ask('what are our ESP settings?')))).toContain('ESP office devices');
  });
});
