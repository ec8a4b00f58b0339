import type { Actor } from '../services/people/actor';
import type { Slots } from './slots';

/** What a text, a file or a button became: one typed request for one command. Passed to the command's dialog. */
export interface Invocation {
  readonly command: string;
  readonly slots: Slots;
  readonly actor: Actor;
  readonly locale: string;
  /** Appears in the log and in the apology that a person gets. */
  readonly correlationId: string;
}
