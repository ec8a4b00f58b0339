import type { Activity } from 'botbuilder';
import type { House } from './house';
import { withClient } from './postgres/template';
import { buttonsOf, cardOf, textsOf, wordsOf, type Person, type Turn } from './teams-connector';
import { until } from './until';

const minute = 60_000;

/** What a person was told without asking. */
export interface Notice {
  readonly title: string;
  readonly words: string;
  readonly card: Record<string, unknown>;
  readonly activity: Partial<Activity>;
}

/** The steps of a story about being told, over a house. */
export class WatchStory {
  constructor(private readonly house: Pick<House, 'teams' | 'wait' | 'databaseUrl'>) {}

  async say(person: Person, text: string, extra: Partial<Activity> = {}): Promise<string> {
    return wordsOf(await this.house.teams.say(person, text, extra));
  }

  /** Notices in a conversation, the personal chat unless told otherwise, oldest first. */
  notices(person: Person, conversationId = `a:${person.id}`): readonly Notice[] {
    return this.house.teams.sent.flatMap(({ method, activity }) => {
      const card = cardOf(activity);
      const isNotice = method === 'POST' && activity.conversation?.id === conversationId;
      if (!isNotice || card === undefined || !textsOf(card).includes(`For ${person.name}`)) return [];
      const [title = ''] = textsOf(card).split('\n');
      return [{ title, words: textsOf(card), card, activity }];
    });
  }

  titles(person: Person, conversationId?: string): readonly string[] {
    return this.notices(person, conversationId).map(({ title }) => title);
  }

  /** Lets time pass, some minutes at a look, until it holds; fails after so many hours. */
  async passUntil(holds: () => boolean, { hours = 12, stepMinutes = 5 } = {}): Promise<number> {
    let passed = 0;
    while (!holds()) {
      if (passed > hours * 60) throw new Error(`Never became true: ${holds.toString()}`);
      this.house.wait(stepMinutes * minute);
      passed += stepMinutes;
      await this.looked();
    }
    return passed;
  }

  /** Lets so many minutes pass with a look every few of them. */
  async pass(minutes: number, stepMinutes = 5): Promise<void> {
    for (let passed = 0; passed < minutes; passed += stepMinutes) {
      this.house.wait(stepMinutes * minute);
      await this.looked();
    }
  }

  /** Lets the job run that is due once a minute, and waits until what it promised was delivered. */
  async looked(): Promise<void> {
    await this.rows('insert into pgboss.job (name, data) values ($1, $2)', [name, '{}']);
    await this.rows(`select pg_notify('autopilot_calls', $1)`, [name]);
    await until(async () => (await this.rows(open, [name])).length === 0);
  }

  pressStop(person: Person, card: unknown): Promise<Turn> {
    const [button] = buttonsOf(card, 'watch.stop');
    if (button === undefined) throw new Error(`Nothing to stop on ${JSON.stringify(card)}`);
    return this.house.teams.press(person, button.verb, button.data);
  }

  watches(): Promise<
    readonly {
      readonly kind: string;
      readonly subject: string;
      readonly state: string;
      readonly ended_because: string | null;
    }[]
  > {
    return this.rows('select kind, subject, state, ended_because from watches order by watch_id');
  }

  rows<T>(query: string, values: readonly unknown[] = []): Promise<readonly T[]> {
    return withClient(
      this.house.databaseUrl,
      async (client) => (await client.query<object>(query, [...values])).rows as T[],
    );
  }
}

const name = 'watching';
/** What is not done yet: looks, and what was promised. */
const open = `select 1 from pgboss.job where name = $1 and state in ('created', 'retry', 'active')
  union all select 1 from outgoing where state in ('waiting', 'sending')`;
