import type { z } from 'zod';
import type { Actor } from '../../services/people/actor';
import type { Outcome } from '../../services/requests/outcome';
import type { Result } from '../../services/result';
import type { CommandServices } from '../command-services';
import type { Invocation } from '../invocation';

/** What would happen, for the person to confirm. */
interface Plan<P> {
  /** Everything the work needs to know; ids and wishes, never secrets. */
  readonly payload: P;
  /** One sentence per thing that would happen. */
  readonly effects: readonly string[];
}

/** What the work is given besides its payload. */
export interface Work {
  readonly services: CommandServices;
  /** Who asked for it, as they stand now. */
  readonly actor: Actor;
  /** Aborted when the bot stops or the try has lasted too long: what is not done then is begun again. */
  readonly signal: AbortSignal;
  /** What an earlier try of the same request kept; undefined on the first. */
  readonly note: object | undefined;
  /**
   * Kept before a step that must not be done twice, so that a later try can tell whether it was done. Rejects when
   * the step must not be done here any more.
   */
  keepNote(note: object): Promise<void>;
}

/** Passing trouble: the work is tried again later, with its note. */
export class TryAgain extends Error {}

/** A change as a command declares it: looked at first, confirmed, then done once by a job. */
interface Change<P extends object> {
  /** What came back from the store is input too. */
  readonly payload: z.ZodType<P>;
  /** Reads only. Fails with a sentence when there is nothing to do. */
  plan(invocation: Invocation, services: CommandServices): Promise<Result<Plan<P>, string>>;
  /** May be begun again after a crash; throws `TryAgain` when only time helps. */
  run(payload: P, work: Work): Promise<Outcome>;
}

/** A change whose payload type is known to itself only. */
export interface Write {
  plan(invocation: Invocation, services: CommandServices): Promise<Result<Plan<object>, string>>;
  run(payload: object, work: Work): Promise<Outcome>;
}

export function write<P extends object>(change: Change<P>): Write {
  return {
    plan: (invocation, services) => change.plan(invocation, services),
    run: (payload, work) => change.run(change.payload.parse(payload), work),
  };
}
