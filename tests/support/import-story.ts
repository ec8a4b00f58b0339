import type { Activity } from 'botbuilder';
import people from '../../services/demo/people.json';
import type { FileHost } from './file-host';
import { attachmentOf } from './file-host';
import { autopilotCsv, devices, type CsvVariantName, type MadeDevice } from './hardware-hashes';
import { personWith, type House } from './house';
import { withClient } from './postgres/template';
import { buttonsOf, cardOf, textsOf, type Turn } from './teams-connector';
import { until } from './until';

/** What a card asks for and whom its buttons name. */
export interface Offer {
  readonly cardId: string;
  readonly card: Record<string, unknown>;
  readonly words: string;
  readonly data: { readonly id: number; readonly revision: number };
}

type Told = Pick<House, 'teams' | 'tenant' | 'databaseUrl' | 'wait'>;

const helpdesk = personWith('helpdesk');
const halfAMinute = 30_000;

/** The steps of a story about registering devices, told over a house. */
export class ImportStory {
  constructor(
    private readonly house: Told,
    private readonly host: FileHost,
  ) {}

  /** A file as it lies in the person's OneDrive, attached to a message. */
  attachment(made: readonly MadeDevice[] | string, name = 'devices.csv', variant?: CsvVariantName): object {
    const bytes = typeof made === 'string' ? made : autopilotCsv(made, variant ?? 'AssignedUser');
    return attachmentOf(name, this.host.give({ bytes }));
  }

  /** Sends a file of these devices in the personal chat. */
  drop(made: readonly MadeDevice[] | string, text = '', person = helpdesk, name?: string): Promise<Turn> {
    return this.house.teams.say(person, text, { attachments: [this.attachment(made, name) as never] });
  }

  /** What was offered last, among what was sent since `from` messages. */
  lastOffer(from = 0): Offer {
    const { teams } = this.house;
    const sent = teams.sent
      .slice(from)
      .findLast(({ activity }) => buttonsOf(cardOf(activity), 'register.withdraw').length > 0);
    const card = cardOf(sent?.activity);
    if (sent === undefined || card === undefined) throw new Error('Nothing was offered');
    const [withdraw] = buttonsOf(card, 'register.withdraw');
    const data = withdraw!.data as Offer['data'];
    return { cardId: sent.activityId, card, words: textsOf(card), data };
  }

  async offer(made: readonly MadeDevice[] | string, text = '', person = helpdesk): Promise<Offer> {
    return this.offeredOn(() => this.drop(made, text, person));
  }

  /** What is offered in answer to this. */
  async offeredOn(act: () => Promise<Turn>): Promise<Offer> {
    const from = this.house.teams.sent.length;
    await act();
    return this.lastOffer(from);
  }

  confirm(
    { cardId, data }: Offer,
    chosen: object = {},
    person = helpdesk,
    extra: Partial<Activity> = {},
  ): Promise<Turn> {
    return this.house.teams.press(person, 'register.confirm', { ...data, ...chosen }, cardId, extra);
  }

  withdraw({ cardId, data }: Offer, person = helpdesk): Promise<Turn> {
    return this.house.teams.press(person, 'register.withdraw', data, cardId);
  }

  wordsOn({ cardId }: Pick<Offer, 'cardId'>): string {
    return textsOf(cardOf(this.house.teams.shown(cardId)));
  }

  /** Lets the tenant's time pass until the card says so. */
  async untilSaid(asked: Pick<Offer, 'cardId'>, text: string | RegExp): Promise<void> {
    const says = () => {
      this.house.wait(halfAMinute);
      const words = this.wordsOn(asked);
      return typeof text === 'string' ? words.includes(text) : text.test(words);
    };
    await until(says).catch(() => {
      throw new Error(`The card never said ${String(text)}, but: ${this.wordsOn(asked)}`);
    });
  }

  /** The id of the import itself, which its other buttons name. */
  async importOf({ data }: Pick<Offer, 'data'>): Promise<number> {
    const [row] = await this.rows<{ payload: { importId: number } }>(
      'select payload from requests where request_id = $1',
      [data.id],
    );
    return row!.payload.importId;
  }

  /** How many rows with serials that begin so are in which state. */
  async states(prefix: string): Promise<Record<string, number>> {
    const rows = await this.rows<{ state: string; count: string }>(
      'select state, count(*) from import_rows where serial like $1 group by state',
      [`${prefix}%`],
    );
    return Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)]));
  }

  rows<T>(query: string, values: readonly unknown[] = []): Promise<readonly T[]> {
    return withClient(
      this.house.databaseUrl,
      async (client) => (await client.query<object>(query, [...values])).rows as T[],
    );
  }

  /** What the tenant lists as registered, by serial number. */
  async registered(prefix: string): Promise<readonly { serialNumber: string; groupTag: string }[]> {
    return (
      await this.listed<{ serialNumber: string; groupTag: string }>('windowsAutopilotDeviceIdentities')
    ).filter(({ serialNumber }) => serialNumber.startsWith(prefix));
  }

  /** Rows of Intune's import list. */
  async importList(prefix: string): Promise<readonly { id: string; serialNumber: string }[]> {
    return (
      await this.listed<{ id: string; serialNumber: string }>('importedWindowsAutopilotDeviceIdentities')
    ).filter(({ serialNumber }) => serialNumber.startsWith(prefix));
  }

  private async listed<T extends { serialNumber: string }>(what: string): Promise<readonly T[]> {
    const { url } = this.house.tenant;
    const found = new Map<string, T>();
    let next: string | undefined = `${url}/v1.0/deviceManagement/${what}`;
    while (next !== undefined) {
      const answer = await fetch(next, { headers: { authorization: `Bearer ${this.house.tenant.token()}` } });
      const body = (await answer.json()) as { value: (T & { id: string })[]; '@odata.nextLink'?: string };
      for (const row of body.value) found.set(row.id, row);
      next = body['@odata.nextLink'];
    }
    return [...found.values()];
  }
}

/** Inputs of a card by their id. */
export function inputsOf(card: unknown): Readonly<Record<string, Record<string, unknown>>> {
  if (Array.isArray(card)) return Object.assign({}, ...card.map(inputsOf)) as ReturnType<typeof inputsOf>;
  if (typeof card !== 'object' || card === null) return {};
  const { type, id } = card as { type?: unknown; id?: unknown };
  if (typeof type === 'string' && type.startsWith('Input.') && typeof id === 'string') {
    return { [id]: card as Record<string, unknown> };
  }
  return inputsOf(Object.values(card));
}

/** What a pressed button answered: a sentence, or what the card shows. */
export function answerTo({ body }: Turn): string {
  const { value } = body as { value?: unknown };
  return typeof value === 'string' ? value : textsOf(value);
}

export const made = (count: number, prefix: string, tag = 'UK-Corp-Laptop') =>
  devices(count, { prefix, tag });

/** Where people talk to each other and to the bot. */
export const conversationOf = (conversationType: 'channel' | 'groupChat', id: string) => ({
  conversation: { id, conversationType, tenantId: people.tenantId, isGroup: true, name: '' },
});

/** A message as Teams delivers it there: only with the bot's name in it. */
export const mentioning = (text: string, extra: Partial<Activity>): [string, Partial<Activity>] => [
  `<at>Autopilot</at> ${text}`,
  {
    ...extra,
    entities: [
      { type: 'mention', text: '<at>Autopilot</at>', mentioned: { id: '28:bot', name: 'Autopilot' } },
    ],
  },
];
