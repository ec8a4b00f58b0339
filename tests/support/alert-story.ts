import people from '../../services/demo/people.json';
import { registered } from './change-devices';
import type { House } from './house';
import { withClient } from './postgres/template';
import { buttonsOf, cardOf, textsOf, type Person, type Turn } from './teams-connector';
import { until } from './until';

export const minute = 60_000;
export const hour = 60 * minute;

/** A deployment as the report tells of it; `ago` ms ago it ended. */
export interface Reported {
  readonly serial: string;
  readonly ago: number;
  readonly failure?: string;
  readonly state?: string;
  readonly took?: number;
}

/** What a channel is told of deployments that a story makes up. */
export class AlertStory {
  /** The house's clock. */
  now = Date.UTC(2026, 2, 2, 9);
  private clear = (): void => undefined;

  constructor(
    private readonly house: House,
    private readonly channelId = '19:admins@thread.tacv2',
  ) {}

  get channel() {
    const conversationType = 'channel';
    return {
      conversation: {
        id: this.channelId,
        conversationType,
        tenantId: people.tenantId,
        isGroup: true,
        name: '',
      },
    };
  }

  /** An admin lets messages come to the channel. */
  async choose(admin: Person, data: object): Promise<void> {
    await this.house.teams.press(admin, 'channel.use', data, 'card-of-channels', this.channel);
  }

  async leave(admin: Person, data: object): Promise<void> {
    await this.house.teams.press(admin, 'channel.stop', data, 'card-of-channels', this.channel);
  }

  /** As cards write it: so long ago, to the minute. */
  date(ago: number): string {
    return new Date(this.now - ago).toISOString().slice(0, 16).replace('T', ' ');
  }

  wait(ms: number): void {
    this.now += ms;
    this.house.wait(ms);
  }

  /** From now on the tenant's report holds these rows. */
  report(rows: readonly Reported[]): void {
    this.clear();
    // Rows that are seen no more are forgotten when the clock has moved since.
    this.wait(1);
    const value = rows.map((row, n) => this.rowOf(row, n));
    const match = { path: /autopilotEvents/ };
    this.clear = this.house.tenant.faults.set({ match, status: 200, body: { value } });
  }

  private rowOf({ serial, ago, failure = '', state, took = 40 * minute }: Reported, n: number) {
    const at = (ms: number) => new Date(this.now - ms).toISOString();
    return {
      id: `row-${n}`,
      deviceSerialNumber: serial,
      eventDateTime: at(ago),
      deploymentStartDateTime: at(ago + took),
      deploymentEndDateTime: at(ago),
      deploymentTotalDuration: `PT${took / minute}M`,
      deploymentState: state ?? (failure === '' ? 'success' : 'failure'),
      enrollmentFailureDetails: failure,
    };
  }

  /** Lets a job run that is due every few minutes, as often as told at once. */
  async runs(name: 'failure-clusters' | 'digests', times = 1): Promise<void> {
    for (let run = 0; run < times; run += 1) {
      await this.rows('insert into pgboss.job (name, data) values ($1, $2)', [name, '{}']);
    }
    const open = `select from pgboss.job where name = $1 and state in ('created', 'retry', 'active')`;
    await until(async () => (await this.rows(open, [name])).length === 0);
    const waiting = `select from outgoing where conversation_id = $1 and state in ('waiting', 'sending')`;
    await until(async () => (await this.rows(waiting, [this.channelId])).length === 0);
  }

  look = (times = 1): Promise<void> => this.runs('failure-clusters', times);

  /** The messages that were sent to the channel since then, as they stand now. */
  posts(from: number): readonly { readonly id: string; readonly words: string; readonly summary: string }[] {
    return this.house.teams.sent
      .slice(from)
      .filter(({ activity, method }) => method === 'POST' && activity.conversation?.id === this.channelId)
      .map(({ activityId: id, activity }) => {
        const shown = this.house.teams.shown(id);
        const words = activity.text ?? textsOf(cardOf(shown));
        return { id, words, summary: shown?.summary ?? '' };
      });
  }

  verbs(id: string): readonly string[] {
    const card = cardOf(this.house.teams.shown(id));
    return ['alerts.acknowledge', 'alerts.mute', 'route.choose'].flatMap((verb) =>
      buttonsOf(card, verb).map(({ title }) => title),
    );
  }

  /** Presses a button of a message by its title. */
  press(
    person: Person,
    id: string,
    verb: string,
    title: string,
    where: object = this.channel,
  ): Promise<Turn> {
    const found = buttonsOf(cardOf(this.house.teams.shown(id)), verb).find((each) => each.title === title);
    if (found === undefined) throw new Error(`No button ${title}, but: ${this.verbs(id).join(', ')}`);
    return this.house.teams.press(person, verb, found.data, id, where);
  }

  async serials(groupTag: string): Promise<readonly string[]> {
    const all = await registered(this.house);
    return all.filter((row) => row.groupTag === groupTag).map(({ serialNumber }) => serialNumber);
  }

  /** How often Graph was asked for something of this name. */
  asked(path: RegExp): number {
    return this.house.tenant.requests().filter((request) => path.test(request.path)).length;
  }

  rows<T>(query: string, values: readonly unknown[] = []): Promise<readonly T[]> {
    return withClient(
      this.house.databaseUrl,
      async (client) => (await client.query<object>(query, [...values])).rows as T[],
    );
  }
}
