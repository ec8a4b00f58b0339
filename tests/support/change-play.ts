import fc from 'fast-check';
import { sql } from 'kysely';
import type { Activity } from 'botbuilder';
import { changeVerbs } from '../../cards/change-verbs';
import type { Store } from '../../services/store/store';
import { channel, who } from './change-story';
import type { House } from './house';
import { buttonsOf, cardOf, type Person, type Turn } from './teams-connector';
import { until } from './until';

/** What may happen next. Numbers pick from what there is then, whatever it is. */
export type Happening =
  | {
      readonly type: 'ask';
      readonly by: Name;
      readonly devices: readonly number[];
      readonly tag: number;
      readonly at: number;
    }
  | { readonly type: 'confirm'; readonly by: Name; readonly card: number; readonly at: number }
  | { readonly type: 'press'; readonly press: Press; readonly at: number }
  | { readonly type: 'at once'; readonly presses: readonly [Press, Press] }
  | { readonly type: 'outside'; readonly change: number; readonly tag: number }
  | { readonly type: 'time'; readonly hours: number }
  | { readonly type: 'rest' };

type Act = Exclude<keyof typeof changeVerbs, 'show' | 'devices'>;

interface Press {
  readonly act: Act;
  readonly by: Name | 'requester';
  /** 0 for the latest change. */
  readonly change: number;
  readonly tag: number;
  /** As if on a card of so many revisions ago. */
  readonly old: number;
}

type Name = 'anna' | 'marcus' | 'sofie' | 'liam';

const tags = ['UK-Corp-Laptop', 'DE-Corp-Laptop', 'UK-Kiosk-Desktop'] as const;
const poolSize = 4;
const minuteMs = 60_000;

const number = fc.nat({ max: 9 });
const someDevices = fc.uniqueArray(fc.nat({ max: poolSize - 1 }), { minLength: 1, maxLength: 3 });
const pressed = (acts: readonly Act[], people: readonly (Name | 'requester')[]): fc.Arbitrary<Press> =>
  fc.record({
    act: fc.constantFrom(...acts),
    by: fc.constantFrom(...people),
    change: fc.constantFrom(0, 0, 0, 1, 1, 2, 3),
    tag: number,
    old: fc.constantFrom(0, 0, 0, 0, 0, 0, 1, 2),
  });
/** Mostly by somebody who may, now and then by somebody who must not. */
const press = fc.oneof(
  {
    weight: 5,
    arbitrary: pressed(
      ['approve', 'approve', 'approveWith'],
      ['anna', 'anna', 'marcus', 'marcus', 'sofie', 'liam'],
    ),
  },
  { weight: 1, arbitrary: pressed(['reject'], ['anna', 'marcus', 'sofie', 'liam']) },
  { weight: 1, arbitrary: pressed(['withdraw'], ['requester', 'requester', 'anna', 'liam']) },
  { weight: 2, arbitrary: pressed(['renew'], ['requester', 'requester', 'requester', 'anna']) },
  { weight: 3, arbitrary: pressed(['undo'], ['anna', 'marcus', 'sofie', 'sofie', 'liam']) },
);
const asker = fc.constantFrom<Name[]>('sofie', 'sofie', 'sofie', 'anna', 'marcus', 'liam');

export const happenings: fc.Arbitrary<readonly Happening[]> = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        type: fc.constant('ask'),
        by: asker,
        devices: someDevices,
        tag: number,
        at: number,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ type: fc.constant('confirm'), by: asker, card: number, at: number }),
    },
    { weight: 7, arbitrary: fc.record({ type: fc.constant('press'), press, at: number }) },
    { weight: 6, arbitrary: fc.record({ type: fc.constant('at once'), presses: fc.tuple(press, press) }) },
    {
      weight: 2,
      arbitrary: fc.record({
        type: fc.constant('outside'),
        change: fc.constantFrom(0, 0, 1, 2),
        tag: number,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ type: fc.constant('time'), hours: fc.constantFrom(1, 1, 25, 25, 73) }),
    },
    { weight: 2, arbitrary: fc.record({ type: fc.constant('rest') }) },
  ),
  { minLength: 12, maxLength: 20 },
);

interface Device {
  readonly id: string;
  readonly serialNumber: string;
}

interface Offer {
  readonly cardId: string;
  readonly data: unknown;
}

/** Plays what happens on two instances, through their front doors. */
export class ChangePlay {
  private pool: readonly Device[] = [];
  private devices: readonly Device[] = [];
  private cards: Offer[] = [];
  private since = 0;

  constructor(
    private readonly house: House,
    private readonly urls: readonly [string, string],
    private readonly db: Store['db'],
  ) {}

  /** Devices of its own for each play. */
  async begin(): Promise<void> {
    if (this.devices.length < poolSize) this.devices = await this.registered();
    this.pool = this.devices.slice(0, poolSize);
    this.devices = this.devices.slice(poolSize);
    this.cards = [];
    this.since = (await this.changes()).at(-1)?.change_id ?? 0;
  }

  async play(h: Happening): Promise<void> {
    const b = performance.now();
    await this.play2(h);
    const k = h.type;
    T[k] = (T[k] ?? 0) + performance.now() - b;
  }
  async play2(happening: Happening): Promise<void> {
    switch (happening.type) {
      case 'ask':
        return this.ask(happening);
      case 'confirm': {
        const card = this.cards.at(happening.card % Math.max(1, this.cards.length));
        if (card !== undefined) await this.confirm(happening.by, card, happening.at);
        return;
      }
      case 'press':
        return this.press(happening.press, happening.at);
      case 'at once':
        await Promise.all(happening.presses.map((each, at) => this.press(each, at)));
        return;
      case 'outside':
        return this.writeOutside(happening.change, happening.tag);
      case 'time':
        this.house.wait(happening.hours * 60 * minuteMs);
        // What is looked after every minute.
        await sql`insert into pgboss.job (name, data) values ('change-keeping', '{}')`.execute(this.db);
        return;
      case 'rest':
        return this.rest();
    }
  }

  /** Until nothing is being carried out any more, and everything that was promised is shown. */
  async rest(): Promise<void> {
    await until(async () => {
      this.house.wait(minuteMs);
      return (await this.underWay()) === 0;
    });
  }

  deliver(activity: Partial<Activity>, at: number): Promise<Turn> {
    return this.house.teams.deliver(activity, {}, this.urls[at % 2 === 0 ? 0 : 1]);
  }

  /** The changes of this play. */
  changes() {
    return this.db
      .selectFrom('changes')
      .selectAll()
      .where('change_id', '>', this.since)
      .orderBy('change_id')
      .execute();
  }

  private async ask({ by, devices, tag, at }: Extract<Happening, { type: 'ask' }>): Promise<void> {
    const serials = devices.map((index) => this.pool[index]?.serialNumber).join(', ');
    const turn = await this.deliver(
      this.house.teams.message(who[by], `tag ${serials} as ${tagOf(tag)}`, channel),
      at,
    );
    expect(turn.status).toBe(200);
    const offered = this.house.teams.sent.findLast(({ activity }) => turn.replies.includes(activity));
    const [button] = buttonsOf(cardOf(offered?.activity), 'assign-tag.confirm');
    if (offered === undefined || button === undefined) return;
    const card = { cardId: offered.activityId, data: button.data };
    this.cards.push(card);
    // Now and then it stays an offer.
    if (tag === 9) return;
    await this.confirm(by, card, at);
    await until(async () => (await this.changes()).at(-1)?.state !== 'draft');
  }

  private async confirm(by: Name, { cardId, data }: Offer, at: number): Promise<void> {
    const pressing = this.house.teams.pressing(who[by], 'assign-tag.confirm', data, cardId, channel);
    expect((await this.deliver(pressing, at)).status).toBe(200);
  }

  private async press({ act, by, change, tag, old }: Press, at: number): Promise<void> {
    const all = await this.changes();
    const meant = all.at(-1 - (change % Math.max(1, all.length)));
    if (meant === undefined) return;
    const { change_id: id, revision, requester_id: requesterId } = meant;
    const requester = Object.values(who).find(({ objectId }) => objectId === requesterId);
    const person = by === 'requester' ? (requester ?? who.liam) : who[by];
    const data = { id, revision: Math.max(1, revision - old), tag: tagOf(tag), reason: 'For a reason' };
    const turn = await this.deliver(this.pressing(person, changeVerbs[act], data), at);
    expect([turn.status, JSON.stringify(turn.body)]).toEqual([
      200,
      expect.not.stringContaining('went wrong'),
    ]);
  }

  pressing(person: Person, verb: string, data: object): Partial<Activity> {
    return this.house.teams.pressing(person, verb, data, 'a-card', channel);
  }

  /** To a device of a change. */
  private async writeOutside(change: number, tag: number): Promise<void> {
    const all = await this.changes();
    const { registration_id: id } = (await this.db
      .selectFrom('change_devices')
      .select('registration_id')
      .where('change_id', '=', all.at(-1 - change)?.change_id ?? 0)
      .orderBy('position')
      .executeTakeFirst()) ?? { registration_id: this.pool[0]?.id };
    await this.graph(`windowsAutopilotDeviceIdentities/${id}/updateDeviceProperties`, {
      method: 'POST',
      body: JSON.stringify({ groupTag: tagOf(tag) }),
    });
  }

  private async registered(): Promise<readonly Device[]> {
    const answer = await this.graph('windowsAutopilotDeviceIdentities?$top=500');
    const { value } = (await answer.json()) as { value: readonly Device[] };
    return value.filter(({ serialNumber }) => /^(?=.*\d)[A-Z0-9]{7,12}$/.test(serialNumber));
  }

  private async graph(path: string, init: RequestInit = {}): Promise<Response> {
    const { url, token } = this.house.tenant;
    const headers = { authorization: `Bearer ${token()}`, 'content-type': 'application/json' };
    const answer = await fetch(`${url}/v1.0/deviceManagement/${path}`, { headers, ...init });
    if (!answer.ok) throw new Error(await answer.text());
    return answer;
  }

  private async underWay(): Promise<number> {
    const counted = await Promise.all([
      this.count('changes', ['approved', 'applying', 'applied']),
      this.count('requests', ['accepted', 'working']),
      this.count('outgoing', ['waiting', 'sending']),
    ]);
    const keeping = await sql<{ count: number }>`select count(*)::int as count from pgboss.job
      where name = 'change-keeping' and state in ('created', 'retry', 'active')`.execute(this.db);
    return counted.reduce((sum, each) => sum + each, keeping.rows[0]?.count ?? 0);
  }

  private async count(
    table: 'changes' | 'requests' | 'outgoing',
    states: readonly string[],
  ): Promise<number> {
    const rows = await this.db
      .selectFrom(table)
      .select('state')
      .where('state', 'in', [...states])
      .execute();
    return rows.length;
  }
}

const tagOf = (number: number) => tags[number % tags.length] ?? tags[0];

export const T: Record<string, number> = {};
