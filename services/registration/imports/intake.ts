import type { Clock } from '../../clock';
import { deadlineAfter } from '../../graph/deadline';
import type { Result } from '../../result';
import { examineFile } from '../doctor/examine-file';
import type { FileProblem } from '../doctor/doctored-file';
import type { CorporateIdentifiers } from '../corporate-identifiers';
import type { Registrations } from '../registrations';
import type { ImportChoices } from './import';
import type { ImportStore, NewImport } from './import-store';
import { knownIdentifiers } from './phases/add-identifiers';
import { alreadyThere, serialsOf } from './phases/already-there';
import type { Mandate } from './phases/phase';

/** Turns a file into an import that somebody may confirm. Nothing is written to Intune. */
export interface Intake {
  /** Gives the import's id; nothing is kept of a file that cannot be used, or whose bytes stopped coming. */
  take(bytes: AsyncIterable<Uint8Array>, draft: NewImport): Promise<Result<number, FileProblem>>;
  /** Looks up what is registered already, if that can be had soon; it is looked up again before anything is written. */
  lookAhead(id: number, mandate: Pick<Mandate, 'mayAssign' | 'mayHandle'>): Promise<void>;
  choose(id: number, choices: ImportChoices): Promise<void>;
  discard(id: number): Promise<void>;
}

interface Parts {
  readonly store: ImportStore;
  readonly registrations: Registrations;
  readonly identifiers: CorporateIdentifiers;
  readonly clock: Clock;
}

/** The person waits for the card. */
const lookAheadMs = 5000;

export function createIntake({ store, registrations, identifiers, clock }: Parts): Intake {
  async function lookForDevices(
    id: number,
    { mayAssign, mayHandle }: Pick<Mandate, 'mayAssign' | 'mayHandle'>,
  ) {
    const deadline = deadlineAfter(lookAheadMs, clock);
    const rows = await store.rows(id, ['ready']);
    const found = await registrations.find(serialsOf(rows), { deadline });
    // For many devices the list was read just now, and the tags with it.
    const tags = await registrations.tagsInUse({ deadline });
    if (tags.ok) {
      const usable = mostUsedFirst(tags.value).filter((tag) => mayAssign(tag));
      await store.change(id, { tags: usable });
    }
    if (!found.ok) return;
    await store.patch(id, alreadyThere(rows, found.value.bySerial, { mayHandle }));
    await store.change(id, { isChecked: found.value.complete });
  }

  async function lookForIdentifiers(id: number) {
    const deadline = deadlineAfter(lookAheadMs, clock);
    const known = await knownIdentifiers(await store.rows(id, ['ready']), identifiers, { deadline });
    if (!known.ok) return;
    await store.patch(id, known.value);
    await store.change(id, { isChecked: true });
  }

  return {
    async take(bytes, draft) {
      const id = await store.create(draft);
      try {
        const reading = await examineFile(bytes, (rows) => store.addRows(id, rows));
        if (reading.ok) await store.describe(id, reading.value);
        else await store.discard(id);
        return reading.ok ? { ok: true, value: id } : reading;
      } catch (error) {
        await store.discard(id);
        throw error;
      }
    },
    async lookAhead(id, mandate) {
      const it = await store.find(id);
      if (it?.kind === 'hashes') await lookForDevices(id, mandate);
      if (it?.kind === 'identifiers') await lookForIdentifiers(id);
    },
    choose: (id, choices) => store.change(id, { choices }),
    discard: (id) => store.discard(id),
  };
}

function mostUsedFirst(tags: ReadonlyMap<string, number>): readonly string[] {
  const used = [...tags].toSorted(
    ([one, ones], [other, others]) => others - ones || one.localeCompare(other),
  );
  return used.map(([tag]) => tag);
}
