import { FileHost, attachmentOf } from '../support/file-host';
import { autopilotCsv, devices, type MadeDevice } from '../support/hardware-hashes';
import { openHouse, personWith, type House } from '../support/house';
import { withClient } from '../support/postgres/template';
import { buttonsOf, cardOf, textsOf, type Person } from '../support/teams-connector';
import { until } from '../support/until';

const helpdesk = personWith('helpdesk');
const minute = 60_000;
const withinMs = 60_000;

let house: House;
let host: FileHost;
beforeAll(async () => {
  house = await openHouse();
  host = await FileHost.start();
});
afterAll(async () => {
  await house.stop();
  await host.stop();
});
beforeEach(() => {
  house.tenant.faults.clear();
});

interface Offer {
  readonly cardId: string;
  readonly words: string;
  readonly confirm: {
    readonly verb: string;
    readonly data: { readonly id: number; readonly revision: number };
  };
  readonly withdraw: { readonly verb: string; readonly data: unknown };
}

function file(
  made: readonly MadeDevice[],
  name = 'devices.csv',
  variant: Parameters<typeof autopilotCsv>[1] = 'AssignedUser',
) {
  return attachmentOf(name, host.give({ bytes: autopilotCsv(made, variant) }));
}

const drop = (attachment: object, person: Person = helpdesk, text = '') =>
  house.teams.say(person, text, { attachments: [attachment as never] });

async function offer(attachment: object, person: Person = helpdesk, text = ''): Promise<Offer> {
  const before = house.teams.sent.length;
  await drop(attachment, person, text);
  const sent = house.teams.sent.slice(before).findLast(({ activity }) => cardOf(activity) !== undefined)!;
  const card = cardOf(sent.activity);
  const [confirm] = buttonsOf(card, 'register.confirm');
  const [withdraw] = buttonsOf(card, 'register.withdraw');
  return {
    cardId: sent.activityId,
    words: textsOf(card),
    confirm: confirm as Offer['confirm'],
    withdraw: withdraw!,
  };
}

const confirm = ({ cardId, confirm: { verb, data } }: Offer, chosen: object = {}, person = helpdesk) =>
  house.teams.press(person, verb, { ...data, ...chosen }, cardId);
const cardNow = ({ cardId }: Offer) => textsOf(cardOf(house.teams.shown(cardId)));
const tagged = (count: number, prefix: string) => devices(count, { prefix, tag: 'UK-Corp-Laptop' });

/** Lets the tenant's time pass until the card says so. */
async function untilCardSays(asked: Offer, text: string | RegExp): Promise<void> {
  await until(() => {
    house.wait(minute / 2);
    const words = cardNow(asked);
    return typeof text === 'string' ? words.includes(text) : text.test(words);
  });
}

async function statesOf(prefix: string): Promise<Record<string, number>> {
  return withClient(house.databaseUrl, async (client) => {
    const { rows } = await client.query<{ state: string; count: string }>(
      'select state, count(*) from import_rows where serial like $1 group by state',
      [`${prefix}%`],
    );
    return Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)]));
  });
}

it(
  'a file of 500 rows as PowerShell 5.1 writes it: registered with the chosen tag, read back, told',
  async () => {
    const asked = await offer(file(tagged(500, 'FIVE'), 'fleet.csv', 'Windows PowerShell 5.1'));
    expect(asked.words).toContain('500');
    expect(asked.words).toContain('Nothing is written before you confirm');
    expect(
      house.tenant.requests().filter(({ method, path }) => method === 'POST' && path.includes('import')),
    ).toEqual([]);

    await confirm(asked, { tag: 'UK-Corp-Laptop' });
    await untilCardSays(asked, '500 of 500 registered');
    await until(() => {
      house.wait(minute);
      return statesOf('FIVE').then((states) => states['assigned'] === 500);
    });

    const told = house.teams.sent.find(
      ({ activity }) => activity.text?.includes('your import fleet') === true,
    );
    expect(told?.activity.text).toContain(`<at>${helpdesk.name}</at>`);
    expect(told?.activity.entities).toMatchObject([{ type: 'mention', mentioned: { name: helpdesk.name } }]);
    await withClient(house.databaseUrl, async (client) => {
      const { rows } = await client.query<{ serial: string; after: { groupTag: string } }>(
        "select serial, after from audit where action = 'registered' and serial like 'FIVE%'",
      );
      expect(rows).toHaveLength(500);
      expect(rows[0]!.after.groupTag).toBe('UK-Corp-Laptop');
      const dump = await client.query<{ text: string }>(
        "select string_agg(audit::text, '') as text from audit",
      );
      expect(dump.rows[0]!.text).not.toContain('T0F');
    });
  },
  2 * withinMs,
);
