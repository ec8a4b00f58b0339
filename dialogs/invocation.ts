import type { TurnContext } from 'botbuilder';
import type { Actor } from '../services/people/actor';
import type { Scope } from '../services/store/conversations';
import type { MessagePlace } from '../services/graph/channel-messages';
import type { AttachedFile } from './attached-file';
import type { Slots } from './slots';

/** What a text, a file or a button became: one typed request for one command. */
export interface Invocation {
  readonly command: string;
  readonly slots: Slots;
  /** As it was written, also before a command was chosen for it; empty for any other button. */
  readonly text: string;
  readonly files: readonly AttachedFile[];
  /** Where Graph has the message, outside personal chats. */
  readonly place?: MessagePlace;
  readonly actor: Actor;
  /** Where it was said: who reads an answer depends on it. */
  readonly conversation: { readonly id: string; readonly scope: Scope };
  readonly locale: string;
  /** Appears in the log and in the apology that a person gets. */
  readonly correlationId: string;
  /** The message whose button was pressed. */
  readonly pressedOn?: string;
  /** The command whose dialog was open when this one began. */
  readonly interrupted?: string;
}

const key = Symbol('invocation');

/** Makes the turn's invocation known to the dialogs that run in it. */
export function setInvocation(context: TurnContext, invocation: Invocation): void {
  context.turnState.set(key, invocation);
}

/** The invocation of this very turn: a dialog that waited reads who is asking now, not who asked then. */
export function invocationOf(context: TurnContext): Invocation {
  const invocation = context.turnState.get<Invocation | undefined>(key);
  if (invocation === undefined) throw new Error('A dialog ran outside an invocation');
  return invocation;
}
