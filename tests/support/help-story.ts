import type { Activity } from 'botbuilder';
import people from '../../services/demo/people.json';
import type { StagedDevice } from '../../services/demo/showcase';
import { answerOf, who, type AuditRow } from './change-story';
import { openHouse, type House } from './house';
import { withClient } from './postgres/template';
import { buttonsOf, cardOf, textsOf, type Person, type Turn } from './teams-connector';
import { until } from './until';

/** Where the helpdesk of these stories works. */
export const helpChannel = '19:helpdesk@thread.tacv2';

/** A conversation in which something is said there. */
export const inHelpChannel: Partial<Activity> = {
  conversation: {
    id: `${helpChannel};messageid=1740000000000`,
    name: '',
    conversationType: 'channel',
    tenantId: people.tenantId,
    isGroup: true,
  },
};

/** Looks after German devices only. */
export const limitedHelper: Person = {
  id: '29:1-limited',
  name: 'Noor Haddad',
  objectId: '4d1f0a6e-93b7-4c52-8e1a-7b60c2d9f358',
};

/** A device of somebody's whose set-up failed. */
const failedDevice = (owner: string): StagedDevice => ({
  serial: 'HLPFA1L3',
  model: 'Latitude 7450',
  groupTag: 'UK-Corp-Laptop',
  outcome: 'failed',
  owner,
  startedMinutesAgo: 120,
  failureCode: '0x800705B4',
});

/** A house with a channel for cases; the failed device belongs to `owner`. */
export async function openHelpHouse(owner: string): Promise<{ house: House; story: HelpStory }> {
  const { anna, marcus, sofie } = who;
  const house = await openHouse({
    environment: {
      ROLE_ADMINS: `${anna.objectId},${marcus.objectId}`,
      ROLE_HELPDESK: `${sofie.objectId},${limitedHelper.objectId}=DE-`,
    },
    tenant: { staged: [failedDevice(owner)] },
  });
  const story = new HelpStory(house);
  await story.chooseChannel(sofie);
  return { house, story };
}

interface Shown {
  readonly cardId: string;
  readonly where?: Partial<Activity>;
}

interface StoredCase {
  readonly case_id: string;
  readonly state: string;
  readonly revision: number;
}

/** The steps of a story about help, told over a house. */
export class HelpStory {
  constructor(private readonly house: House) {}

  /** The bot was heard of in the channel, and the organisation wants cases there. */
  async chooseChannel(helper: Person, locale = 'en-GB'): Promise<void> {
    await this.house.teams.say(helper, 'hello', inHelpChannel);
    await this.rows(
      'insert into places (tenant_id, purpose, conversation_id, locale) values ($1, $2, $3, $4)',
      [people.tenantId, 'help', helpChannel, locale],
    );
  }

  /** Asks in the personal chat; gives the card that came. */
  async ask(person: Person, text = 'get help', extra: Partial<Activity> = {}): Promise<Shown> {
    const from = this.house.teams.sent.length;
    await this.house.teams.say(person, text, extra);
    const sent = this.house.teams.sent.slice(from).findLast(({ activity }) => cardOf(activity) !== undefined);
    if (sent === undefined) throw new Error(`No card came, but: ${this.told(from).join(' / ')}`);
    return { cardId: sent.activityId, where: extra };
  }

  /** Hands a case over; gives the card of whoever asked and the helpdesk's. */
  async handed(person: Person, inputs: object = {}): Promise<{ mine: Shown; theirs: Shown }> {
    const from = this.house.teams.sent.length;
    const mine = await this.ask(person);
    const answer = answerOf(await this.press(person, mine, 'help.send', inputs));
    await until(() => this.posted(from) !== undefined).catch(() => {
      throw new Error(`Nothing arrived in the channel, but: ${answer}`);
    });
    const theirs = { cardId: this.posted(from)!, where: inHelpChannel };
    await this.arrived(theirs);
    return { mine, theirs };
  }

  /** Presses the first button with this verb on the card as it stands now. */
  press(person: Person, card: Shown, verb: string, inputs: object = {}): Promise<Turn> {
    const [button] = buttonsOf(this.card(card), verb);
    if (button === undefined) throw new Error(`No button ${verb} on: ${this.words(card)}`);
    return this.pressData(person, card, verb, { ...(button.data as object), ...inputs });
  }

  pressData(person: Person, { cardId, where = {} }: Shown, verb: string, data: object): Promise<Turn> {
    return this.house.teams.press(person, verb, data, cardId, where);
  }

  card({ cardId }: Shown): Record<string, unknown> | undefined {
    return cardOf(this.house.teams.shown(cardId));
  }

  words(card: Shown): string {
    return textsOf(this.card(card));
  }

  verbs(card: Shown): readonly string[] {
    const all = ['ask', 'send', 'add', 'settle', 'take', 'answer', 'close'].map((each) => `help.${each}`);
    return all.filter((verb) => buttonsOf(this.card(card), verb).length > 0);
  }

  async untilSaid(card: Shown, text: string): Promise<void> {
    await until(() => this.words(card).includes(text)).catch(() => {
      throw new Error(`The card never said ${text}, but: ${this.words(card)}`);
    });
  }

  /** The sentences, without cards, that were sent since then. */
  messages(from: number): readonly Partial<Activity>[] {
    return this.house.teams.sent
      .slice(from)
      .filter(({ method, activity }) => method === 'POST' && cardOf(activity) === undefined)
      .map(({ activity }) => activity);
  }

  told(from: number): readonly string[] {
    return this.messages(from).map(({ text = '' }) => text);
  }

  async untilTold(from: number, text: string): Promise<Partial<Activity>> {
    const found = () => this.messages(from).find((message) => message.text?.includes(text));
    await until(() => found() !== undefined).catch(() => {
      throw new Error(`Nobody was told ${text}, but: ${this.told(from).join(' / ')}`);
    });
    return found()!;
  }

  /** Lets the job run that is due once a minute. */
  async kept(): Promise<void> {
    const name = 'help-keeping';
    await this.rows('insert into pgboss.job (name, data) values ($1, $2)', [name, '{}']);
    const open = `select from pgboss.job where name = $1 and state in ('created', 'retry', 'active')`;
    await until(async () => (await this.rows(open, [name])).length === 0);
  }

  /** So that the next story begins anew. */
  async closeAll(): Promise<void> {
    await this.rows(`update help_cases set state = 'closed'`);
  }

  cases(): Promise<readonly StoredCase[]> {
    return this.rows<StoredCase>('select case_id, state, revision from help_cases order by case_id');
  }

  /** What stands in the audit of cases, oldest first. */
  async audited(caseId: string): Promise<readonly string[]> {
    const rows = await this.rows<AuditRow>(
      `select actor_name, action from audit where command = 'get-help' and result = 'done' and after->>'case' = $1 order by entry`,
      [caseId],
    );
    return rows.map(({ actor_name: name, action }) => `${name}: ${action}`);
  }

  rows<T>(query: string, values: readonly unknown[] = []): Promise<readonly T[]> {
    return withClient(
      this.house.databaseUrl,
      async (client) => (await client.query<object>(query, [...values])).rows as T[],
    );
  }

  /** The card that was posted in the channel. */
  private posted(from: number): string | undefined {
    return this.house.teams.sent
      .slice(from)
      .find(
        ({ method, activity }) =>
          method === 'POST' && activity.conversation?.id === helpChannel && cardOf(activity) !== undefined,
      )?.activityId;
  }

  /** Where it stands is known when Teams' answer is. */
  private async arrived({ cardId }: Shown): Promise<void> {
    const query = 'select from outgoing where message_id = $1';
    await until(async () => (await this.rows(query, [cardId])).length > 0);
  }
}
