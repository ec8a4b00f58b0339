import { openHouse, personWith, type House } from '../support/house';
import { buttonsOf, cardOf, textsOf, wordsOf, type Turn } from '../support/teams-connector';

const sofie = personWith('helpdesk');
const admin = personWith('admin');
const employee = personWith('employee');

let house: House;
beforeAll(async () => {
  house = await openHouse({
    environment: { ROLE_ADMINS: admin.objectId, ROLE_HELPDESK: sofie.objectId },
  });
});
afterAll(() => house.stop());

const cardsIn = ({ replies }: Turn) => replies.map((reply) => cardOf(reply));
const pressedCard = ({ body }: Turn) => (body as { value: object }).value;
const titlesIn = (turn: Turn) => cardsIn(turn).map((card) => textsOf(card).split('\n')[0]);
/** Without what keeps Teams from reading marks. */
const plain = (card: object | undefined) => textsOf(card).replaceAll('\\', '');
const buttonOf = (card: object | undefined, verb: string, label = '') =>
  buttonsOf(card, verb).find(({ title }) => title.includes(label))!;

describe('what was pasted', () => {
  it.each([
    ['0x800705b4', 'Something took longer than it was given'],
    ['800705B4', 'Something took longer than it was given'],
    ['-2147023436', 'Something took longer than it was given'],
    ['2147943860', 'Something took longer than it was given'],
    ['Error: 1603', 'The installer gave up on a fatal error'],
    ['exit code -1073741515', 'A program library (DLL) is missing'],
    ['806', 'The device is registered already'],
    ['ZtdDeviceAlreadyAssigned', 'The device is registered already'],
    ['what does ERROR_INSTALL_FAILURE mean', 'The installer gave up on a fatal error'],
    ['ESP stuck at Identifying', 'The status page stands still at Identifying'],
    ['SECURING YOUR HARDWARE', 'Securing your hardware'],
    [
      '**0x800705b4** <at>someone</at> [here](https://evil.example)',
      'Something took longer than it was given',
    ],
  ])('%s is explained', async (text, title) => {
    const turn = await house.teams.say(sofie, text);

    expect(turn.replies).toHaveLength(1);
    expect(textsOf(cardsIn(turn)[0]).toLowerCase()).toContain(title.toLowerCase());
    expect(JSON.stringify(turn.replies)).not.toContain('evil.example');
  });

  it('tells the sub-step before a code', async () => {
    const [card] = cardsIn(await house.teams.say(sofie, '(3, 0x801C03F3)'));

    expect(textsOf(card)).toContain('Sub-step 3: the Entra join itself failed.');
  });

  it('tells what a code means where it was met', async () => {
    const [card] = cardsIn(await house.teams.say(sofie, 'error 0x800705b4 at securing your hardware'));

    expect(textsOf(card)).toContain('At “Securing your hardware”');
  });

  it('three codes are a card each, in their order', async () => {
    const turn = await house.teams.say(sofie, 'errors 0x80180014, 1603 and 0x87D1041C');

    expect(titlesIn(turn)).toEqual([
      'Intune refused to take in this device',
      'The installer gave up on a fatal error',
      'App installed, but Intune does not find it',
    ]);
  });

  it('more codes are a table, whose lines open and lead back', async () => {
    const turn = await house.teams.say(
      sofie,
      'errors 0x80180014, 0x80070643, 0x87D1041C, 0x80072EE7 and 0x800704CF in one log',
    );
    const [table] = cardsIn(turn);
    const lines = buttonsOf(table, 'explain.open');
    expect(turn.replies).toHaveLength(1);
    expect(textsOf(table)).toContain('5 codes in your text');
    expect(lines).toHaveLength(5);

    const opened = pressedCard(await house.teams.press(sofie, 'explain.open', lines[3]!.data));
    expect(textsOf(opened)).toContain('The name of a server could not be found');

    const back = pressedCard(
      await house.teams.press(sofie, 'explain.list', buttonOf(opened, 'explain.list').data),
    );
    expect(textsOf(back)).toContain('5 codes in your text');
  });

  it('a whole log is a table of what failed in it', async () => {
    const line = '<![LOG[Result: 0x00000000, then lpExitCode 1603 and -2016345060]LOG]!>\n';
    const turn = await house.teams.say(
      sofie,
      `what went wrong here?\n${line.repeat(300)}0x80180014 0x801C03ED`,
    );

    expect(turn.replies).toHaveLength(1);
    expect(JSON.stringify(turn.replies)).toMatch(/installer gave up|codes in your text/);
  });

  it.each(['0x', '0x8007', '0xZZZ', 'what does 0x80Z00 mean?', `error ${'9'.repeat(40)}`])(
    '%s is asked about, and the answer explained',
    async (text) => {
      const asked = await house.teams.say(employee, text);
      expect(wordsOf(asked)).toMatch(/is not a code that I can read|What does the screen say/);

      const [card] = cardsIn(await house.teams.say(employee, '0x80180014'));
      expect(textsOf(card)).toContain('Intune refused to take in this device');
    },
  );

  it('says once more how to ask when the answer is of no use either', async () => {
    await house.teams.say(employee, '0xZZZ');

    const turn = await house.teams.say(employee, 'zzz qqq');
    expect(wordsOf(turn)).toContain('I find nothing that fits.');
  });

  it('an unknown number of a sign-in is told what it is', async () => {
    const [card] = cardsIn(await house.teams.say(sofie, 'AADSTS999999'));

    expect(plain(card)).toContain('AADSTS999999');
    expect(plain(card)).toContain('No article of its own yet.');
  });

  it('a code within a serial number is none', async () => {
    const turn = await house.teams.say(sofie, '5CG0x800705b4XY');

    expect(JSON.stringify(turn.replies)).not.toContain('took longer');
  });

  it.each([
    ['0x800704CF', 'The network place could not be reached'],
    ['0x80070021', 'Windows reports ERROR_LOCK_VIOLATION (error 33)'],
    ['0xC0000017', 'STATUS_NO_MEMORY'],
    ['0x87D10209', 'Device management answered a command with status 521'],
    ['0xA0001234', 'A number that a program made up for itself: 0xA0001234'],
    ['exit code -42', 'The program ended with a number of its own: -42'],
  ])('%s is answered without an article of its own', async (code, title) => {
    const [card] = cardsIn(await house.teams.say(sofie, `what does ${code} mean?`));

    expect(plain(card)).toContain(title);
    expect(plain(card)).toContain('No article of its own yet.');
    expect(plain(card)).toContain('Taken apart: ');
  });
});

describe('the card', () => {
  const visible = (card: object | undefined) =>
    (card as { body: { id?: string; isVisible?: boolean }[] }).body.filter(
      ({ isVisible }) => isVisible !== false,
    );

  it.each([
    [employee, 'employee', 'press Try again once'],
    [sofie, 'helpdesk', 'Escalate:'],
    [admin, 'admin', '120 minutes'],
  ] as const)('opens the part of whoever asks, %#', async (person, part, words) => {
    const [card] = cardsIn(await house.teams.say(person, '0x800705b4'));
    const open = visible(card).filter(({ id }) => id !== undefined);

    expect(open.map(({ id }) => id)).toEqual([part]);
    expect(JSON.stringify(open)).toContain(words);
    expect(buttonsOf(card, 'explain.hand-over')).toHaveLength(1);
  });

  it('writes the case to hand over, with nothing left to format', async () => {
    const [card] = cardsIn(await house.teams.say(sofie, '(6, 0x80180014)'));

    const turn = await house.teams.press(
      sofie,
      'explain.hand-over',
      buttonOf(card, 'explain.hand-over').data,
    );

    const written = wordsOf(turn);
    expect(written).toContain('Autopilot case: Intune refused to take in this device');
    expect(written).toContain('0x80180014');
    expect(written).toContain('Sub-step 6');
    expect(written).toContain(`Handed over by ${sofie.name}, 2026-03-02 09:00 UTC`);
  });

  it('leads to a device with this problem, for those who may look at devices', async () => {
    const [card] = cardsIn(await house.teams.say(sofie, '0x800705b4'));
    const data = buttonOf(card, 'route.choose', 'Show the device').data as object;
    const turn = await house.teams.press(sofie, 'route.choose', { ...data, text: '5CG4217QHX' });
    expect(JSON.stringify(turn.replies)).toContain('5CG4217QHX');

    const [theirs] = cardsIn(await house.teams.say(employee, '0x800705b4'));
    expect(buttonsOf(theirs, 'route.choose')).toEqual([]);
    const forged = await house.teams.press(employee, 'route.choose', { ...data, text: '5CG4217QHX' });
    expect(JSON.stringify(forged)).not.toMatch(/"text":"5CG4217QHX/);
    expect(forged.replies).toEqual([]);
  });

  it('leads to what is related, on the screen of whoever presses', async () => {
    const [card] = cardsIn(await house.teams.say(sofie, '1618'));
    const related = buttonsOf(card, 'explain.open');
    expect(related.length).toBeGreaterThan(0);
    expect(related.map(({ title }) => title)).not.toContain('Another installation is already running');

    for (const { title, data } of related) {
      const opened = pressedCard(await house.teams.press(sofie, 'explain.open', data));
      expect(plain(opened).split('\n')[0]).toBe(title);
    }
  });

  it('is one button away from the card of a device whose deployment failed', async () => {
    const [card] = cardsIn(await house.teams.say(sofie, 'status 7XK2QY3'));
    const [button] = buttonsOf(card, 'route.choose').filter(({ title }) => title.includes('failure'));

    const turn = await house.teams.press(sofie, 'route.choose', button!.data);
    const code = /0x[0-9A-F]{8}/.exec(textsOf(card))?.[0];
    expect(code).toBeDefined();
    expect(plain(cardsIn(turn)[0])).toContain(code);

    const [ready] = cardsIn(await house.teams.say(sofie, 'status 5CG4217QHX'));
    expect(buttonsOf(ready, 'route.choose').filter(({ title }) => title.includes('failure'))).toEqual([]);
  });

  it('counts what helped here: a person once a day, whatever spelling was asked for', async () => {
    const [first] = cardsIn(await house.teams.say(sofie, '1618'));
    const yes = buttonOf(first, 'explain.verdict', 'Solved').data;
    const no = buttonOf(first, 'explain.verdict', 'Did not').data;
    await house.teams.press(sofie, 'explain.verdict', no);
    await house.teams.press(sofie, 'explain.verdict', yes);
    await house.teams.press(sofie, 'explain.verdict', yes);
    const counted = pressedCard(await house.teams.press(admin, 'explain.verdict', yes));

    expect(textsOf(counted)).toContain('It solved 2 cases here.');
    expect(textsOf(counted)).not.toContain('did not help');

    await house.teams.press(employee, 'explain.verdict', no);
    const [again] = cardsIn(await house.teams.say(sofie, '0x80070652'));
    expect(textsOf(again)).toContain('It solved 2 cases here. Once it did not help.');
  });

  it.each([
    ['explain.open', { subject: 'no-such-article' }],
    ['explain.open', { subject: '../../etc/passwd' }],
    ['explain.open', { subject: 'x'.repeat(101) }],
    ['explain.open', { subject: '1603', phase: 'somewhere' }],
    ['explain.open', { subject: '1603', subStep: 99 }],
    ['explain.list', { subjects: [] }],
    ['explain.list', { subjects: Array.from({ length: 50 }, () => '1603') }],
    ['explain.list', { subjects: ['nothing'] }],
    ['explain.hand-over', {}],
    ['explain.verdict', { subject: '1603' }],
    ['explain.verdict', { subject: '1603', helped: 'yes' }],
    ['explain.verdict', null],
  ])('says that it does not know a button that nobody was given: %s %j', async (verb, data) => {
    const turn = await house.teams.press(sofie, verb, data);

    expect(JSON.stringify(turn.body)).toContain('button');
    expect(turn.replies).toEqual([]);
  });
});

describe('words', () => {
  it.each([
    ['the tpm attestation failed', /TPM|hardware/i],
    ['stuck on account setup', /account setup/i],
    ['it says something went wrong', /something went wrong/i],
    ['Something went wrong OOBEIDPS', /OOBEIDPS|sign-in page/i],
    ['Peter calls me, his laptop hangs at Securing your hardware', /hardware/i],
    ['Another program is installing already, so ours waits', /installation|installer/i],
    ['ESP hangs at security policies', /security policies/i],
  ])('%s', async (text, title) => {
    const [card] = cardsIn(await house.teams.say(sofie, text));

    expect(textsOf(card).split('\n')[0]).toMatch(title);
  });
});

describe('what was told without being asked', () => {
  it.each([
    ['no space left on the ssd for the office suite', 'Explain: The disk is full', '0x80070070'],
    ['my new pc wants the account of some other firm', 'Explain: ', 'On the screen'],
  ])('“%s” is offered to be explained, and nothing is guessed', async (text, label, subtitle) => {
    const [offer] = cardsIn(await house.teams.say(employee, text));
    const [button] = buttonsOf(offer, 'route.choose');
    expect(plain(offer)).toContain('I am not sure what you mean');
    expect(button?.title).toContain(label);

    const turn = await house.teams.press(employee, 'route.choose', button!.data);
    expect(plain(cardsIn(turn)[0])).toContain('What to do now');
    expect(plain(cardsIn(turn)[0])).toContain(button!.title.replace('Explain: ', ''));
    expect(plain(cardsIn(turn)[0])).toContain(subtitle);
  });

  it.each(['what is the weather in Paris', 'book me a table for four', 'zzz qqq'])(
    '“%s” is not',
    async (text) => {
      const [offer] = cardsIn(await house.teams.say(employee, text));

      expect(plain(offer)).not.toContain('Explain: ');
    },
  );
});

describe('the failures of the guide', () => {
  it.each([
    ['ESP stuck at Identifying', /no deployment profile is assigned/, /group tag|dynamic/],
    ['ESP stuck at securing your hardware', /TPM|firmware/, /TPM 2\.0/],
    ['ESP stuck at app installation', /app/, /detection rule/i],
    ['the ESP times out after 60 minutes', /apps/, /120/],
    ['something went wrong 0x800705b4', /terms of use/, /enrolment restrictions/],
  ])('%s: with its cause, its fix and more', async (text, cause, fix) => {
    const [card] = cardsIn(await house.teams.say(admin, text));

    expect(plain(card)).toMatch(cause);
    expect(plain(card)).toMatch(fix);
    expect(plain(card)).toContain('The Windows Autopilot guide');
  });

  it.each([
    ['0x80180014', /⚠|restriction/],
    ['0x8018002B', /0x80180031/],
    ['0x81036502', /⚠/],
    ['808', /806/],
  ])('%s says where the sources disagree', async (code, words) => {
    const [card] = cardsIn(await house.teams.say(admin, `what does ${code} mean?`));

    expect(plain(card)).toMatch(words);
  });
});
