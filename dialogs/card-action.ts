import type { Activity, Attachment } from 'botbuilder';
import type { z } from 'zod';
import type { Role } from '../services/people/actor';
import type { CommandServices } from './command-services';
import type { Invocation } from './invocation';
import type { OfferedFile } from './offered-file';

/**
 * What a pressed button leads to: another card in place of the pressed one, on the presser's screen only or for
 * everyone in the conversation, a sentence, or a file to save.
 */
export type ActionOutcome =
  | { readonly type: 'card'; readonly card: Attachment; readonly forEveryone: boolean }
  | { readonly type: 'message'; readonly text: string }
  /** A message to the conversation, and a word about it to whoever pressed. */
  | { readonly type: 'post'; readonly post: string | Partial<Activity>; readonly text: string }
  | { readonly type: 'file'; readonly file: OfferedFile; readonly ids: object };

export interface CardAction {
  readonly verb: string;
  /** Where the button asks for another role than its command. */
  readonly access?: Role;
  /** The button writes although its command only shows: the role is read anew, and a refusal is recorded. */
  readonly sideEffect?: 'write';
  /** `data` came back from a card and is input; undefined means it is not what this action's buttons send. */
  run(data: unknown, invocation: Invocation, services: CommandServices): Promise<ActionOutcome | undefined>;
}

/** Couples a verb with the shape of its data, so that nothing unparsed reaches `run`. */
export function cardAction<T>(
  verb: string,
  shape: z.ZodType<T>,
  run: (data: T, invocation: Invocation, services: CommandServices) => Promise<ActionOutcome | undefined>,
  { access, sideEffect }: Pick<CardAction, 'access' | 'sideEffect'> = {},
): CardAction {
  return {
    verb,
    ...(access !== undefined && { access }),
    ...(sideEffect !== undefined && { sideEffect }),
    async run(data, invocation, services) {
      const parsed = shape.safeParse(data);
      return parsed.success ? run(parsed.data, invocation, services) : undefined;
    },
  };
}
