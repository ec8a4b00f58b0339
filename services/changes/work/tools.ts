import type { Clock } from '../../clock';
import type { GraphClient } from '../../graph/graph-client';
import type { GraphFailure } from '../../graph/graph-failure';
import type { Db, Tx } from '../../store/store';
import type { ChangeDevices } from '../change-devices';
import type { ChangeEvent } from '../change';
import type { RecordChange } from '../change-record';
import type { ChangeStore, Transition } from '../change-store';
import type { StoredChange } from '../stored-change';
import type { DeviceNowReader } from '../device-now';
import type { ChangeRules } from '../rules';
import type { ChangePace } from './pace';

/** What the steps of a change work with. */
export interface Tools {
  readonly db: Db;
  readonly graph: GraphClient;
  readonly clock: Clock;
  readonly store: ChangeStore;
  readonly targets: ChangeDevices;
  readonly reader: DeviceNowReader;
  readonly record: RecordChange;
  readonly rules: Pick<ChangeRules, 'proveWithinMinutes'>;
  readonly pace: ChangePace;
}

/** Whoever runs a step, for as long as it is theirs. */
export interface Mandate {
  /** Rejects when nothing must be done here any more. */
  stillOurs(): Promise<void>;
  /** Promises to show the change, and to tell of it. */
  show(tx: Tx, change: StoredChange, event: ChangeEvent): Promise<void>;
}

/** How a step ended: go on at once, go on later, trouble that time may help against, or nothing is left to do. */
export type StepEnd =
  | { readonly type: 'again' }
  | { readonly type: 'wait'; readonly seconds: number }
  | { readonly type: 'trouble'; readonly failure: GraphFailure; readonly notBefore?: number }
  | { readonly type: 'ended' };

export type Step = (change: StoredChange, tools: Tools, mandate: Mandate) => Promise<StepEnd>;

/** Moves a change on and shows it, in one transaction; false when it stays, because `unless` holds. */
export function moveOn(
  { db, store, record }: Tools,
  { id, state }: StoredChange,
  mandate: Mandate,
  transition: Transition,
  {
    alongside,
    unless,
  }: {
    readonly alongside?: (tx: Tx, change: StoredChange, record: RecordChange) => Promise<void>;
    readonly unless?: (tx: Tx) => Promise<boolean>;
  } = {},
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const locked = await store.lock(tx, id);
    // Undone meanwhile: then there is nothing left to prove.
    if (locked?.state !== state) return true;
    if ((await unless?.(tx)) === true) return false;
    const moved = await store.move(tx, locked, transition);
    await alongside?.(tx, moved, record);
    await mandate.show(tx, moved, transition.event);
    return true;
  });
}
