import type { Dialog } from 'botbuilder-dialogs';
import type { Role } from '../services/people/actor';
import type { CardAction } from './card-action';
import type { CommandServices } from './command-services';
import type { OfferedFile } from './offered-file';
import type { Slots } from './slots';
import type { Vocabulary } from './vocabulary';
import type { Write } from './writing/write';

/** Where Teams shows a command menu of its own. */
export type MenuScope = 'personal' | 'team' | 'groupChat';

/**
 * Everything the bot knows about one thing a person can do. Help, the Teams command menu, recognition, access
 * check and card routing all follow from this object; its title (≤ 32) and summary (≤ 128 characters) stand in
 * the catalogue under `commands.<id>`.
 */
export interface Command {
  readonly id: string;
  /** The least role that may use it; asked before the dialog begins. */
  readonly access: Role;
  /** The command that answers whoever may not use this one: about what is their own. */
  readonly otherwise?: string;
  /** Slots that ask for a higher role when they are named. */
  readonly accessWith?: Partial<Readonly<Record<keyof Slots, Role>>>;
  /** A command that writes is never chosen on a guess. */
  readonly sideEffect: 'none' | 'write';
  readonly slots: readonly (keyof Slots)[];
  /** Sentences as people say them; the first ones are shown in help, all of them teach the recognizer. */
  readonly examples: readonly string[];
  readonly vocabulary: Vocabulary;
  /** False for what is said in conversation and never picked from a menu or offered as a guess. */
  readonly inMenus?: boolean;
  /** Where Teams' command menu offers it, in the order of the list of commands; nowhere when left out. */
  readonly menus?: readonly MenuScope[];
  /** May be asked in the middle of another command's dialog and ends that one. */
  readonly interrupts?: boolean;
  /** A file dropped without a word is for this command. */
  readonly takesFiles?: boolean;
  /** What its cards' buttons do. */
  readonly actions?: readonly CardAction[];
  /** The kinds of file it hands out. */
  readonly files?: readonly OfferedFile[];
  /** What a writing command does once a person has confirmed it; its dialog and buttons follow from it. */
  readonly write?: Write;
  /** Absent while the bot understands the request and cannot carry it out yet: it says so. */
  readonly createDialog?: (services: CommandServices) => Dialog;
}
