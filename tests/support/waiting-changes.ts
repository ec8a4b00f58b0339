import { registered, type Registered } from './change-devices';
import { ChangeStory, who, type ShownCard } from './change-story';
import type { House } from './house';
import type { Person } from './teams-connector';

/** A request about a device of its own, that waits for approval. */
export interface Waiting extends ShownCard {
  readonly id: number;
  readonly device: Registered;
}

/** Requests that wait, and what became of them. */
export class WaitingChanges {
  private constructor(
    readonly story: ChangeStory,
    private readonly pool: Registered[],
  ) {}

  static async in(house: House): Promise<WaitingChanges> {
    const devices = await registered(house);
    const pool = devices.filter(({ groupTag }) => groupTag === 'UK-Corp-Laptop');
    return new WaitingChanges(new ChangeStory(house), pool);
  }

  /** A device with the tag UK-Corp-Laptop that no other story is about. */
  device(): Registered {
    return this.pool.pop()!;
  }

  /** A request for UK-Kiosk-Desktop in the channel. */
  async one(requester: Person = who.sofie): Promise<Waiting> {
    const device = this.device();
    const asked = await this.story.submitted(requester, `tag ${device.serialNumber} as UK-Kiosk-Desktop`);
    return { ...asked, device };
  }

  async stateOf({ id }: Pick<Waiting, 'id'>) {
    const [row] = await this.story.rows<{ state: string; revision: number; wish: { tag: string } }>(
      'select state, revision, wish from changes where change_id = $1',
      [id],
    );
    return row!;
  }

  /** What was refused of a request, in order: to whom, what and why. */
  async refusals({ id }: Pick<Waiting, 'id'>): Promise<string[]> {
    const rows = await this.story.audit(id);
    return rows
      .filter(({ result }) => result === 'refused')
      .map(({ actor_name: name, action, after }) => `${name}: ${action}, ${String(after?.['refusal'])}`);
  }

  /** What was refused to a person before anybody looked at the request that they named. */
  async turnedAway({ objectId }: Person, { id }: Pick<Waiting, 'id'>): Promise<string[]> {
    const rows = await this.story.rows<{ what: string }>(
      `select concat_ws(', ', after->>'verb', after->>'refusal') as what from audit
       where action = 'refused' and result = 'refused' and actor_id = $1 and after->>'request' = $2 order by entry`,
      [objectId, String(id)],
    );
    return rows.map(({ what }) => what);
  }

  async approvals({ id }: Pick<Waiting, 'id'>): Promise<number> {
    const rows = await this.story.audit(id);
    return rows.filter(({ action, result }) => action === 'approved' && result === 'done').length;
  }
}
