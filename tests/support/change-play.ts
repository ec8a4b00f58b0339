import { sql } from 'kysely';
import type { Activity } from 'botbuilder';
import { changeVerbs } from '../../cards/change-verbs';
import type { Store } from '../../services/store/store';
import { registered, retag, type Registered } from './change-devices';
import { poolSize, type Happening, type Name, type Press } from './change-happenings';
import { channel, who } from './change-story';
import type { House } from './house';
import { buttonsOf, cardOf, type Person, type Turn } from './teams-connector';
import { until } from './until';

const tags = ['UK-Corp-Laptop', 'DE-Corp-Laptop', 'UK-Kiosk-Desktop'] as const;
const hourMs = 3_600_000;

interface Offer {
  readonly cardId: string;
  readonly data: unknown;
}

/** Plays what happens on two instances, through their front doors. */
export class ChangePlay {
  private pool: readonly Registered[] = [];
  private devices: readonly Registered[] = [];
  private offers: Offer[] = [];
  private since = 0;

  constructor(
    private readonly house: House,
    private readonly urls: readonly [string, string],
    private readonly db: Store['db'],
  ) {}

  /** Devices of its own for each play. */
  async begin(): Promise<void> {
    if (this.devices.length < poolSize) this.devices = await registered(this.house);
    this.pool = this.devices.slice(0, poolSize);
    this.devices = this.devices.slice(poolSize);
    this.offers = [];
    this.since = (await this.changes()).at(-1)?.change_id ?? 0;
  }

  async play(happening: Happening): Promise<void> {
    switch (happening.type) {
      case 'ask':
        return this.ask(happening);
      case 'confirm':
        return this.confirm(happening.by, this.offers.at(-1 - happening.offer), happening.at);
      case 'press':
        return this.press(happening.press, happening.at);
      case 'at once':
        await Promise.all(happening.presses.map((each, at) => this.press(each, at)));
        return;
      case 'outside':
        return this.changeOutside(happening.change, happening.tag);
      case 'time':
        this.house.wait(happening.hours * hourMs);
        // What looks after changes once a minute.
        await sql`insert into pgboss.job (name, data) values ('change-keeping', '{}')`.execute(this.db);
        return;
      case 'rest':
        return this.rest();
    }
  }

  /** Until nothing is being carried out any more, and everything that was promised is shown. */
  async rest(): Promise<void> {
    await until(async () => {
      this.house.wait(hourMs / 6);
      return (await this.underWay()) === 0;
    });
  }

  /** The changes of this play. */
  changes() {
    const all = this.db.selectFrom('changes').selectAll().orderBy('change_id');
    return all.where('change_id', '>', this.since).execute();
  }

  /** Presses a button of a change, whether or not it stands on any card. */
  pressVerb(person: Person, verb: string, data: object, at: number, cardId = 'a-card'): Promise<Turn> {
    return this.deliver(this.house.teams.pressing(person, verb, data, cardId, channel), at);
  }

  /** To one of the two instances. */
  private async deliver(activity: Partial<Activity>, at: number): Promise<Turn> {
    const turn = await this.house.teams.deliver(activity, {}, this.urls[at % 2 === 0 ? 0 : 1]);
    expect([turn.status, JSON.stringify([turn.body])]).toEqual([
      200,
      expect.not.stringContaining('went wrong'),
    ]);
    return turn;
  }

  private async ask({
    by,
    devices,
    tag,
    isConfirmed,
    at,
  }: Extract<Happening, { type: 'ask' }>): Promise<void> {
    const serials = devices.map((index) => this.pool[index]?.serialNumber).join(', ');
    const asking = this.house.teams.message(who[by], `tag ${serials} as ${tagOf(tag)}`, channel);
    const { replies } = await this.deliver(asking, at);
    const offered = this.house.teams.sent.findLast(({ activity }) => replies.includes(activity));
    const [button] = buttonsOf(cardOf(offered?.activity), 'assign-tag.confirm');
    if (offered === undefined || button === undefined) return;
    const offer = { cardId: offered.activityId, data: button.data };
    this.offers.push(offer);
    if (!isConfirmed) return;
    await this.confirm(by, offer, at);
    await until(async () => (await this.changes()).at(-1)?.state !== 'draft');
  }

  private async confirm(by: Name, offer: Offer | undefined, at: number): Promise<void> {
    if (offer === undefined) return;
    await this.pressVerb(who[by], 'assign-tag.confirm', offer.data as object, at, offer.cardId);
  }

  private async press({ act, by, change, tag, old }: Press, at: number): Promise<void> {
    const meant = (await this.changes()).at(-1 - change);
    if (meant === undefined) return;
    const { change_id: id, revision, requester_id: requesterId } = meant;
    const requester = Object.values(who).find(({ objectId }) => objectId === requesterId);
    const person = by === 'requester' ? requester! : who[by];
    const data = { id, revision: Math.max(1, revision - old), tag: tagOf(tag), reason: 'For a reason' };
    await this.pressVerb(person, changeVerbs[act], data, at);
  }

  /** To the first device of a change. */
  private async changeOutside(change: number, tag: number): Promise<void> {
    const { change_id: id } = (await this.changes()).at(-1 - change) ?? { change_id: 0 };
    const devices = this.db.selectFrom('change_devices').select('serial').where('change_id', '=', id);
    const row = await devices.orderBy('position').executeTakeFirst();
    const device = this.pool.find(({ serialNumber }) => serialNumber === row?.serial);
    if (device !== undefined) await retag(this.house, device, tagOf(tag));
  }

  private async underWay(): Promise<number> {
    const { rows } = await sql<{ count: number }>`
      select (select count(*) from changes where state in ('approved', 'applying', 'applied'))::int
        + (select count(*) from requests where state in ('accepted', 'working'))::int
        + (select count(*) from outgoing where state in ('waiting', 'sending'))::int
        + (select count(*) from pgboss.job where name in ('change', 'change-keeping', 'request')
            and state in ('created', 'retry', 'active'))::int as count`.execute(this.db);
    return rows[0]?.count ?? 0;
  }
}

const tagOf = (number: number) => tags[number % tags.length] ?? tags[0];
