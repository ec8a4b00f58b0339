import type { CommandServices } from '../dialogs/command-services';
import type { Registry } from '../dialogs/registry';
import type { RecordRefusal } from '../services/audit/refusals';
import type { Upload } from '../services/files/upload';
import type { Log } from '../services/log';
import type { Inbox } from '../services/store/inbox';
import type { Welcomes } from '../services/welcomes/welcomes';
import type { Access } from './access';
import type { DialogRunner } from './dialog-runner';
import type { Recognizer } from './recognizer/recognizer';
import type { TurnMeter } from './turn-meter';

/** What a turn needs; built once in composition/furnishing.ts. */
export interface House {
  readonly registry: Registry;
  readonly recognizer: Recognizer;
  readonly access: Access;
  readonly dialogs: DialogRunner;
  readonly services: CommandServices;
  readonly inbox: Inbox;
  readonly welcomes: Welcomes;
  readonly meter: TurnMeter;
  readonly recordRefusal: RecordRefusal;
  /** Where files go that people chose to save. */
  readonly upload: Upload;
  readonly log: Log;
}
