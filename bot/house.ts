import type { CommandServices } from '../dialogs/command-services';
import type { Registry } from '../dialogs/registry';
import type { Log } from '../services/log';
import type { Access } from './access';
import type { DialogRunner } from './dialog-runner';
import type { Recognizer } from './recognizer/recognizer';

/** What a turn needs; built once in bot/index.ts. */
export interface House {
  readonly registry: Registry;
  readonly recognizer: Recognizer;
  readonly access: Access;
  readonly dialogs: DialogRunner;
  readonly services: CommandServices;
  readonly log: Log;
}
