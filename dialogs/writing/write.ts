import type { z } from 'zod';
import type { RenderedCard } from '../../cards/card';
import type { Actor } from '../../services/people/actor';
import type { Outcome } from '../../services/requests/outcome';
import type { StoredRequest } from '../../services/requests/requests';
import type { Result } from '../../services/result';
import type { Tx } from '../../services/store/store';
import type { CommandServices } from '../command-services';
import type { Invocation } from '../invocation';

/** What would happen, for the person to confirm. */
interface Plan<P> {
  /** Everything the work needs to know; ids and wishes, never secrets. */
  readonly payload: P;
  /** One sentence per thing that would happen. */
  readonly effects: readonly string[];
}

/** Why there is nothing to confirm: a sentence, or one that goes to the personal chat with a word about it here. */
export type Refusal =
  | string
  | {
      readonly personally: string;
      readonly here: string;
      /** When the personal chat could not be reached. */
      readonly hereAlone: string;
    };

/** What the work is given besides its payload. */
export interface Work {
  readonly services: CommandServices;
  /** Who asked for it, as they stand now. */
  readonly actor: Actor;
  readonly request: StoredRequest;
  /** Aborted when the bot stops or the try has lasted too long: what is not done then is begun again. */
  readonly signal: AbortSignal;
  /** What an earlier try of the same request kept; undefined on the first. */
  readonly note: object | undefined;
  /**
   * Kept before a step that must not be done twice, so that a later try can tell whether it was done. Rejects when
   * the step must not be done here any more.
   */
  keepNote(note: object): Promise<void>;
  /** Rejects when nothing must be done here any more: the bot stops, or another instance has this work now. */
  stillOurs(): Promise<void>;
  /** Promises to show how the request stands now. */
  show(): Promise<void>;
}

/** Long work: this step is done, the next one begins in so many seconds. */
export interface Later {
  readonly againInSeconds: number;
}

/** Passing trouble: the work is tried again later, with its note. */
export class TryAgain extends Error {}

/** A change as a command declares it: looked at first, confirmed, then done once by a job. */
interface Change<P extends object> extends Pick<Write, 'card'> {
  /** What was planned is this request now. */
  offered?(payload: P, request: StoredRequest, services: CommandServices): Promise<void>;
  /** What came back from the store is input too. */
  readonly payload: z.ZodType<P>;
  /** Reads only. Fails with a sentence when there is nothing to do. */
  plan(invocation: Invocation, services: CommandServices): Promise<Result<Plan<P>, Refusal>>;
  /** May be begun again after a crash; throws `TryAgain` when only time helps. */
  run(payload: P, work: Work): Promise<Outcome | Later>;
  /**
   * Long work of somebody who may not do it any more: begins nothing, and follows what was begun to its end.
   * Undefined when nothing was begun.
   */
  windUp?(payload: P, work: Work): Promise<Outcome | Later | undefined>;
  /**
   * Where the card lets people choose: the payload with what they chose, which is input. Fails with a sentence when it
   * cannot be so.
   */
  choose?(
    payload: P,
    chosen: unknown,
    invocation: Invocation,
    services: CommandServices,
  ): Promise<Result<P, string>>;
}

/** A change whose payload type is known to itself only. */
export interface Write {
  plan(invocation: Invocation, services: CommandServices): Promise<Result<Plan<object>, Refusal>>;
  run(payload: object, work: Work): Promise<Outcome | Later>;
  windUp?(payload: object, work: Work): Promise<Outcome | Later | undefined>;
  offered?(request: StoredRequest, services: CommandServices): Promise<void>;
  choose?(
    payload: object,
    chosen: unknown,
    invocation: Invocation,
    services: CommandServices,
  ): Promise<Result<object, string>>;
  /** Its own card, where the usual one of a request does not do; what it reads, it reads in `tx`, if given. */
  readonly card?: (request: StoredRequest, services: CommandServices, tx?: Tx) => Promise<RenderedCard>;
}

export function write<P extends object>(change: Change<P>): Write {
  const choose = change.choose?.bind(change);
  const windUp = change.windUp?.bind(change);
  const offered = change.offered?.bind(change);
  return {
    plan: (invocation, services) => change.plan(invocation, services),
    run: (payload, work) => change.run(change.payload.parse(payload), work),
    ...(windUp && { windUp: (payload, work) => windUp(change.payload.parse(payload), work) }),
    ...(offered && {
      offered: (request, services) => offered(change.payload.parse(request.payload), request, services),
    }),
    ...(choose && {
      choose: (payload, chosen, invocation, services) =>
        choose(change.payload.parse(payload), chosen, invocation, services),
    }),
    ...(change.card && { card: change.card }),
  };
}
