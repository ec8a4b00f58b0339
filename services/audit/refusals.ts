import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../clock';
import type { Log } from '../log';
import { describeError } from '../redaction';
import type { Db } from '../store/store';
import type { AuditEntry } from './audit-entry';
import type { Journal } from './journal';

/** What somebody tried, and why it was not done: by name, with what it was about. */
export interface Refused extends Omit<AuditEntry, 'at' | 'action' | 'result' | 'before' | 'after'> {
  readonly why: string;
  readonly tried: object;
}

/** Records what was refused before anything began. The answer does not hang on it: it never rejects, and waits briefly. */
export type RecordRefusal = (refused: Refused) => Promise<void>;

const waitMs = 2000;

export function createRefusals(
  { db, journal, clock, log }: { db: Db; journal: Journal; clock: Clock; log: Log },
  withinMs = waitMs,
): RecordRefusal {
  return async ({ why, tried, ...entry }) => {
    const after = { refusal: why, ...tried };
    const refused: AuditEntry = { ...entry, at: clock.now(), action: 'refused', result: 'refused', after };
    const recorded = db
      .transaction()
      .execute((tx) => journal.append(tx, refused))
      .catch((error: unknown) => {
        const { command, correlationId } = entry;
        log.error({ err: describeError(error), command, correlationId }, 'refusal not recorded');
      });
    await Promise.race([recorded, pause(withinMs, undefined, { ref: false })]);
  };
}
