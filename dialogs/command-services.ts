import type { Messages } from '../cards/messages';
import type { Clock } from '../services/clock';
import type { DeviceReader } from '../services/devices/device-status';
import type { Actor } from '../services/people/actor';
import type { Command } from './command';
import type { Slots } from './slots';

/** What dialogs may use beyond the conversation itself; built once in bot/index.ts. */
export interface CommandServices {
  readonly devices: DeviceReader;
  readonly clock: Clock;
  readonly messages: Messages;
  /** Reads what a sentence names, without choosing a command: for answers to a question. */
  readonly slotsOf: (text: string) => Slots;
  /** The commands that this person may use and that can be carried out. */
  readonly offered: (actor: Actor) => readonly Command[];
}
