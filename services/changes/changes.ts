import type { Journal } from '../audit/journal';
import type { Clock } from '../clock';
import type { GraphClient } from '../graph/graph-client';
import type { Queue } from '../jobs/queue';
import type { Db, Tx } from '../store/store';
import type { TagConvention } from '../tags/convention';
import { createChangeDesk, type ChangeDesk, type DeskParts } from './change-desk';
import { createChangeDevices } from './change-devices';
import { changeJob } from './change-job';
import { createKeeping, type KeepChanges } from './change-keeping';
import { createChangePlaces, type ChangePlaces } from './change-places';
import { createChangeRecord } from './change-record';
import { createChangeStore } from './change-store';
import type { StoredChange } from './stored-change';
import { createTransitions } from './change-transitions';
import { createChangeViews, type ChangeViews } from './change-views';
import { createDeviceNowReader, type DeviceNowReader } from './device-now';
import type { ChangeRules } from './rules';
import { createChangeWork, type ChangeWork } from './work/change-work';
import { usualChangePace, type ChangePace } from './work/pace';

/** Changes of registered devices, from the draft to the proof. */
export interface Changes extends ChangeDesk {
  readonly work: ChangeWork;
  readonly places: ChangePlaces;
  readonly devicesNow: DeviceNowReader;
  readonly keep: KeepChanges;
  readonly rules: ChangeRules;
  /** For the job of a step: the change to work on, undefined when there is nothing left to do. */
  toDo(id: number, step: number): Promise<StoredChange | undefined>;
  /** The job of the next step, so many seconds from now. */
  goOn(change: StoredChange, afterSeconds: number): Promise<void>;
  viewOf: ChangeViews['view'];
  /** Nobody moves it until the transaction ends. */
  hold(tx: Tx, id: number): Promise<void>;
}

export interface ChangesParts extends Pick<DeskParts, 'mayApproveTags'> {
  readonly db: Db;
  readonly graph: GraphClient;
  readonly journal: Journal;
  readonly queue: Queue;
  readonly clock: Clock;
  readonly rules: ChangeRules;
  readonly convention: TagConvention;
  readonly pace?: ChangePace;
}

const workedOn = ['approved', 'applying', 'applied'];

export function createChanges(parts: ChangesParts): Changes {
  const { db, graph, clock, journal, queue, rules, pace = usualChangePace } = parts;
  const store = createChangeStore(db, clock);
  const targets = createChangeDevices(db);
  const views = createChangeViews(store, targets, rules);
  const places = createChangePlaces(db);
  const reader = createDeviceNowReader(graph, clock);
  const record = createChangeRecord(journal, clock);
  const transitions = createTransitions({ db, store, views, journal, queue, clock, rules });
  return {
    ...createChangeDesk({ ...parts, store, targets, views }, transitions),
    work: createChangeWork({ db, graph, clock, store, targets, reader, record, rules, pace }),
    keep: createKeeping({ db, clock, store, views, rules, transitions }),
    places,
    devicesNow: reader,
    rules,
    async toDo(id, step) {
      const change = await store.find(id);
      return change?.step === step && workedOn.includes(change.state) ? change : undefined;
    },
    goOn: ({ id, step, correlationId }, afterSeconds) =>
      db.transaction().execute(async (tx: Tx) => {
        if (!(await store.stepOn(tx, id, step))) return;
        await queue.add(changeJob, { changeId: id, step: step + 1, correlationId }, { tx, afterSeconds });
      }),
    viewOf: (change, within) => views.view(change, within),
    async hold(tx, id) {
      await store.lock(tx, id);
    },
  };
}
