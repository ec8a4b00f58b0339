import type { Clock } from '../services/clock';
import type { DeviceReader } from '../services/devices/device-status';

/** What dialogs may use of the outside world; built once in bot/index.ts. */
export interface CommandServices {
  readonly devices: DeviceReader;
  readonly clock: Clock;
}
