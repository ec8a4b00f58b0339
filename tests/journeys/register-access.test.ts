import type { FileHost } from '../support/file-host';
import { hardwareHash } from '../support/hardware-hashes';
import { personWith, type House } from '../support/house';
import { answerTo, type ImportStory, inputsOf, made, type Offer } from '../support/import-story';
import { openLimitedHouse } from '../support/limited-house';

/** What may be chosen on the card, and by whom. Sofie looks after UK and Irish devices only. */
const sofie = personWith('helpdesk');
const admin = personWith('admin');
const withinMs = 90_000;

let house: House;
let host: FileHost;
let story: ImportStory;
beforeAll(async () => {
  ({ house, host, story } = await openLimitedHouse());
});
afterAll(async () => {
  await house.stop();
  await host.stop();
});
afterEach(() => {
  house.tenant.faults.clear();
});

const offer = (prefix: string, { by = admin, count = 2, tag = 'UK-Corp-Laptop', text = '' } = {}) =>
  story.offer(made(count, prefix, tag), text, by);
const stateOf = async ({ data }: Offer) =>
  (await story.rows<{ state: string }>('select state from requests where request_id = $1', [data.id]))[0]
    ?.state;
const choices = ({ card }: Offer) =>
  (inputsOf(card)['tag']?.['choices'] as { value: string }[] | undefined)?.map(({ value }) => value) ?? [];

describe('the group tag', () => {
  it(
    'that is chosen is given',
    async () => {
      const asked = await offer('CHOSEN');
      await story.confirm(asked, { tag: 'FR-Corp-Laptop' }, admin);
      await story.untilSaid(asked, '2 of 2 registered');

      expect((await story.registered('CHOSEN')).map(({ groupTag }) => groupTag)).toEqual([
        'FR-Corp-Laptop',
        'FR-Corp-Laptop',
      ]);
    },
    withinMs,
  );

  it(
    'of the file stays when it is not touched',
    async () => {
      const asked = await offer('KEPT');
      await story.confirm(asked, { tag: ' ' }, admin);
      await story.untilSaid(asked, '2 of 2 registered');

      expect((await story.registered('KEPT')).map(({ groupTag }) => groupTag)).toEqual([
        'UK-Corp-Laptop',
        'UK-Corp-Laptop',
      ]);
    },
    withinMs,
  );

  it('is chosen from those that the person may give', async () => {
    const theirs = choices(await offer('OFFERED', { by: sofie }));
    const all = choices(await offer('OFFERED'));

    expect(theirs).toContain('UK-Corp-Laptop');
    expect(theirs.filter((tag) => !/^(uk-|ie-| $)/i.test(tag))).toEqual([]);
    expect(all).toContain('FR-Corp-Laptop');
  });

  it.each([
    ['a tag of others', 'DE-Kiosk-Desktop', 'You may not give this group tag here'],
    ['quotes', '"; drop table imports; --', 'cannot be a group tag'],
    ['a link', 'UK-[Corp](https://x.example)', 'cannot be a group tag'],
    ['a binding', 'UK-${title}', 'cannot be a group tag'],
    ['300 characters', `UK-${'x'.repeat(297)}`, 'cannot be a group tag'],
    ['thousands of characters', `UK-${'x'.repeat(5000)}`, 'I no longer know this button'],
    ['a number', 7, 'I no longer know this button'],
    ['a list', ['UK-Corp-Laptop'], 'I no longer know this button'],
  ])(
    '%s, forged for a limited person, is refused, and she may choose again',
    async (_title, tag, sentence) => {
      const asked = await offer('FORGED', { by: sofie });

      const turn = await story.confirm(asked, { tag }, sofie);

      expect(answerTo(turn)).toContain(sentence);
      expect(answerTo(turn)).toMatch(/Nothing was (registered|changed)/);
      expect(answerTo(turn)).not.toContain('](https');
      expect(await stateOf(asked)).toBe('offered');
      await story.withdraw(asked, sofie);
    },
  );

  it('that may not be given is named when it was said with the file', async () => {
    const asked = await offer('SAIDBARRED', {
      by: sofie,
      text: 'register these with tag DE-Kiosk-Desktop',
    });

    expect(inputsOf(asked.card)['tag']?.['value']).toBe(' ');
    expect(asked.words).toContain('You may not give this group tag here: DE-Kiosk-Desktop');
    await story.withdraw(asked, sofie);
  });

  it(
    'of a row that may not be given leaves the row out, also when yes is typed',
    async () => {
      const asked = await offer('BARREDROW', {
        by: sofie,
        tag: 'DE-Kiosk-Desktop',
      });
      expect(asked.words).toContain('2 rows have group tags that you may not give (DE-Kiosk-Desktop)');

      await house.teams.say(sofie, 'yes');
      await story.untilSaid(asked, 'Nothing was registered');

      expect(await story.states('BARREDROW')).toEqual({ refused: 2 });
      expect(await story.importList('BARREDROW')).toEqual([]);
    },
    withinMs,
  );
});

describe('the user', () => {
  const user = 'liam.carter@contoso.example';

  it(
    'of one device is assigned',
    async () => {
      const asked = await offer('ONEUSER', { count: 1 });
      expect(inputsOf(asked.card)).toHaveProperty('user');
      await story.confirm(asked, { user }, admin);
      await story.untilSaid(asked, '1 of 1 registered');

      expect(await story.registered('ONEUSER')).toMatchObject([{ userPrincipalName: user }]);
    },
    withinMs,
  );

  it('is not asked for with several devices, and refused when forged', async () => {
    const asked = await offer('MANYUSERS');
    expect(inputsOf(asked.card)).not.toHaveProperty('user');

    expect(answerTo(await story.confirm(asked, { user }, admin))).toMatch(
      /Nothing was registered; choose again/,
    );
    expect(await stateOf(asked)).toBe('offered');
  });

  it.each([
    'liam',
    'liam@',
    '@contoso.example',
    'a b@contoso.example',
    `${'x'.repeat(70)}@contoso.example`,
    '[x](y)@z',
  ])('“%s” is refused', async (bad) => {
    const asked = await offer('BADUSER', { count: 1 });

    expect(answerTo(await story.confirm(asked, { user: bad }, admin))).toContain(
      'is not the address of a user',
    );
    expect(await stateOf(asked)).toBe('offered');
  });
});

describe('questionable rows', () => {
  const doubtful = (prefix: string) => {
    const [one, two] = made(2, prefix);
    return [
      one!,
      {
        ...two!,
        hash: hardwareHash({
          serialNumber: two!.serialNumber,
          checksum: 'wrong',
        }),
      },
    ];
  };

  it.each([
    ['true', 2],
    [true, 2],
    ['false', 1],
    [undefined, 1],
  ])(
    'ticked as %j: %d registered',
    async (includeAsked, count) => {
      const prefix = `DOUBT${String(includeAsked).slice(0, 5)}${typeof includeAsked}`.toUpperCase();
      const asked = await story.offer(doubtful(prefix), '', admin);
      expect(inputsOf(asked.card)).toHaveProperty('includeAsked');
      await story.confirm(asked, { includeAsked }, admin);
      await story.untilSaid(asked, `${count} of ${count} registered`);

      expect(await story.registered(prefix)).toHaveLength(count);
    },
    withinMs,
  );

  it.each(['yes', 1, null, {}, ['true']])('a forged %j is refused', async (includeAsked) => {
    const asked = await story.offer(doubtful('DOUBTFORGED'), '', admin);

    expect(answerTo(await story.confirm(asked, { includeAsked }, admin))).toContain(
      'I no longer know this button',
    );
    expect(await stateOf(asked)).toBe('offered');
  });
});
