import type { z } from 'zod';
import type { RenderedCard } from '../../cards/card';
import type { Actor } from '../../services/people/actor';
import type { Outcome } from '../../services/requests/outcome';
import type { StoredRequest } from '../../services/requests/requests';
import type { Result } from '../../services/result';
import type { Tx } from '../../services/store/store';
import type { CommandServices } from '../command-services';
import type { Invocation } from '../invocation';
import type { Slots } from '../slots';

/** What would happen, for the person to confirm. */
export interface Plan<P> {
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

/** Something that a sentence left out, and how it is asked for. */
export interface Missing {
  readonly question: string;
  /** When the first answer did not say it either; the question once more when left out. */
  readonly again?: string;
  /** What an answer adds, where that is more than it names: `named` is what every sentence is searched for. */
  read?(text: string, named: Slots): Partial<Slots>;
}

/** What the files of a message name. */
export interface Brought {
  readonly slots: Partial<Slots>;
  /** What the person is to know of how they were read, one sentence each; `plan` is told them. */
  readonly notes: readonly string[];
}

/** What is asked for, so far as it was said: in the first message, and in the answers to what it left out. */
interface Conversing {
  /** The question for what is still missing; its slots are those of all messages, its text is that of the first. */
  missing?(invocation: Invocation, services: CommandServices): Missing | undefined;
  /** Reads what came with each message: the addresses of files do not last until an answer comes. */
  brought?(invocation: Invocation, services: CommandServices): Promise<Result<Brought, Refusal>>;
  /** Whether a text is an answer even where it would begin another command: “no tag” is no way to say no. */
  isAnswer?(text: string): boolean;
}

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
interface Change<P extends object> extends Conversing, Pick<Write, 'card'> {
  /** What was planned is this request now. */
  offered?(payload: P, request: StoredRequest, services: CommandServices): Promise<void>;
  /** What came back from the store is input too. */
  readonly payload: z.ZodType<P>;
  /** Reads only. Fails with a sentence when there is nothing to do. `notes`: what was told of files. */
  plan(
    invocation: Invocation,
    services: CommandServices,
    notes: readonly string[],
  ): Promise<Result<Plan<P>, Refusal>>;
  /** What is to be typed to confirm it, where a click or a yes is too easily given. */
  word?(payload: P, services: CommandServices): Promise<string>;
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
export interface Write extends Conversing {
  plan(
    invocation: Invocation,
    services: CommandServices,
    notes: readonly string[],
  ): Promise<Result<Plan<object>, Refusal>>;
  word?(payload: object, services: CommandServices): Promise<string>;
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
  const word = change.word?.bind(change);
  const missing = change.missing?.bind(change);
  const brought = change.brought?.bind(change);
  const isAnswer = change.isAnswer?.bind(change);
  return {
    ...(missing && { missing }),
    ...(brought && { brought }),
    ...(isAnswer && { isAnswer }),
    plan: (invocation, services, notes) => change.plan(invocation, services, notes),
    run: (payload, work) => change.run(change.payload.parse(payload), work),
    ...(word && { word: (payload, services) => word(change.payload.parse(payload), services) }),
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
