import type { Activity } from 'botbuilder';
import people from '../../services/demo/people.json';
import type { House } from './house';
import { withClient } from './postgres/template';
import { buttonsOf, cardOf, textsOf, type Person, type Turn } from './teams-connector';
import { until } from './until';

/** The demo people by their first names; two of them are admins. */
export const who = Object.fromEntries(
  people.people.map(({ teamsId: id, name, givenName, entraObjectId: objectId }) => [
    givenName.toLowerCase(),
    { id, name, objectId } satisfies Person,
  ]),
) as Record<'anna' | 'marcus' | 'sofie' | 'liam' | 'chloé', Person>;

/** A thread in a channel. */
export const channel: Partial<Activity> = {
  conversation: {
    id: '19:autopilot@thread.tacv2;messageid=1740000000000',
    name: '',
    conversationType: 'channel',
    tenantId: people.tenantId,
    isGroup: true,
  },
};

type Told = Pick<House, 'teams' | 'tenant' | 'databaseUrl' | 'wait'>;
type Where = Partial<Activity>;

/** A card with the request that it shows. */
export interface ShownCard {
  readonly cardId: string;
  readonly where: Where;
}

export interface AuditRow {
  readonly action: string;
  readonly result: string;
  readonly actor_name: string;
  readonly serial: string;
  readonly before: Record<string, unknown> | null;
  readonly after: Record<string, unknown> | null;
  readonly approval: Record<string, unknown> | null;
}

/** What a person sees who pressed a button: a sentence, or what the card says. */
export function answerOf({ body }: Turn): string {
  const { value } = body as { readonly value: unknown };
  return typeof value === 'string' ? value : textsOf(value);
}

/** The steps of a story about a change, told over a house. */
export class ChangeStory {
  constructor(private readonly house: Told) {}

  /** Asks for a change; gives its card, which asks for a confirmation. */
  async ask(
    person: Person,
    text: string,
    where: Where = channel,
    command = 'assign-tag',
  ): Promise<ShownCard> {
    const from = this.house.teams.sent.length;
    await this.house.teams.say(person, text, where);
    const sent = this.house.teams.sent
      .slice(from)
      .findLast(({ activity }) => buttonsOf(cardOf(activity), `${command}.confirm`).length > 0);
    if (sent === undefined) throw new Error(`Nothing was offered, but: ${this.saidSince(from)}`);
    return { cardId: sent.activityId, where };
  }

  /** Presses the first button with this verb on the card as it stands now. */
  press(person: Person, card: ShownCard, verb: string, inputs: object = {}): Promise<Turn> {
    const [button] = buttonsOf(this.card(card), verb);
    if (button === undefined) throw new Error(`No button ${verb} on: ${this.words(card)}`);
    return this.pressData(person, card, verb, { ...(button.data as object), ...inputs });
  }

  pressData(person: Person, { cardId, where }: ShownCard, verb: string, data: object): Promise<Turn> {
    return this.house.teams.press(person, verb, data, cardId, where);
  }

  /** Asks, confirms, and waits until the request stands for approval, or further. */
  async submitted(
    person: Person,
    text: string,
    where: Where = channel,
    { command = 'assign-tag', inputs = {} }: { readonly command?: string; readonly inputs?: object } = {},
  ): Promise<ShownCard & { readonly id: number }> {
    const card = await this.ask(person, text, where, command);
    await this.press(person, card, `${command}.confirm`, inputs);
    // The draft has a number, too.
    await this.untilSaid(card, /^(?![^]*please confirm)[^]*request \d+ by/i);
    await until(async () => (await this.latest())?.state !== 'draft');
    return { ...card, id: (await this.latest())!.change_id };
  }

  card({ cardId }: Pick<ShownCard, 'cardId'>): Record<string, unknown> | undefined {
    return cardOf(this.house.teams.shown(cardId));
  }

  words(card: Pick<ShownCard, 'cardId'>): string {
    return textsOf(this.card(card));
  }

  verbs(card: Pick<ShownCard, 'cardId'>, among: readonly string[]): string[] {
    return among.filter((verb) => buttonsOf(this.card(card), verb).length > 0);
  }

  /** Lets the tenant's time pass, so many seconds at a time, until the card says so. */
  async untilSaid(card: Pick<ShownCard, 'cardId'>, text: string | RegExp, stepMs = 30_000): Promise<void> {
    const says = () => {
      this.house.wait(stepMs);
      const words = this.words(card);
      return typeof text === 'string' ? words.includes(text) : text.test(words);
    };
    await until(says).catch(() => {
      throw new Error(`The card never said ${String(text)}, but: ${this.words(card)}`);
    });
  }

  saidSince(from: number): string {
    return this.house.teams.sent
      .slice(from)
      .map(({ activity }) => `${activity.text ?? ''} ${textsOf(cardOf(activity))}`)
      .join('\n');
  }

  /** The sentences, without cards, that were sent since then to one conversation. */
  told(from: number, conversationId: string): readonly string[] {
    return this.house.teams.sent.slice(from).flatMap(({ activity, method }) => {
      const isSentence = method === 'POST' && cardOf(activity) === undefined;
      return isSentence && activity.conversation?.id === conversationId ? [activity.text ?? ''] : [];
    });
  }

  /** The card of a change where it was posted besides the conversation in which it was asked for. */
  async postedIn(conversationId: string, summary: RegExp): Promise<ShownCard> {
    const find = () =>
      this.house.teams.sent.find(
        ({ activity, method }) =>
          method === 'POST' &&
          activity.conversation?.id === conversationId &&
          summary.test(activity.summary ?? ''),
      );
    // Where it stands is known when Teams' answer is.
    const arrived = 'select from outgoing where message_id = $1';
    await until(async () => (await this.rows(arrived, [find()?.activityId])).length > 0);
    const conversation = { ...channel.conversation!, id: conversationId };
    return { cardId: find()!.activityId, where: { conversation } };
  }

  /** Waits, while the tenant's time passes, until the change is so; what it showed may still be on its way. */
  async untilState(id: number, state: string): Promise<void> {
    const now = async () => {
      this.house.wait(30_000);
      const [row] = await this.rows<{ state: string }>('select state from changes where change_id = $1', [
        id,
      ]);
      return row?.state;
    };
    await until(async () => (await now()) === state);
  }

  /** Lets the job run that is due once a minute: it reminds, and ends what waited too long. */
  async kept(): Promise<void> {
    const name = 'change-keeping';
    await this.rows('insert into pgboss.job (name, data) values ($1, $2)', [name, '{}']);
    const open = `select from pgboss.job where name = $1 and state in ('created', 'retry', 'active')`;
    await until(async () => (await this.rows(open, [name])).length === 0);
  }

  async latest(): Promise<{ readonly change_id: number; readonly state: string } | undefined> {
    const [row] = await this.rows<{ change_id: string; state: string }>(
      'select change_id, state from changes order by change_id desc limit 1',
    );
    return row && { change_id: Number(row.change_id), state: row.state };
  }

  /** What stands in the audit of one change, oldest first. */
  audit(id: number): Promise<readonly AuditRow[]> {
    return this.rows<AuditRow>(
      `select action, result, actor_name, serial, before, after, approval from audit
       where (after->>'change')::bigint = $1 or (approval->>'change')::bigint = $1 order by entry`,
      [id],
    );
  }

  /** The group tags that were written, by the tenant's own request log. */
  writes(): number {
    return this.house.tenant
      .requests()
      .flatMap(({ path, batch }) => [path, ...(batch ?? []).map((part) => part.path)])
      .filter((path) => path.endsWith('/updateDeviceProperties')).length;
  }

  rows<T>(query: string, values: readonly unknown[] = []): Promise<readonly T[]> {
    return withClient(
      this.house.databaseUrl,
      async (client) => (await client.query<object>(query, [...values])).rows as T[],
    );
  }
}
