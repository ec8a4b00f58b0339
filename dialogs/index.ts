import { alerts } from './alerts';
import { approvals } from './approvals';
import { approve } from './approve';
import { assignTag } from './assign-tag';
import { assignUser } from './assign-user';
import { audit } from './audit';
import { cancel } from './cancel';
import { channel } from './channel';
import { concept } from './concept';
import { deregister } from './deregister';
import { deviceStatus } from './device-status';
import { diagnose } from './diagnose';
import { espSettings } from './esp-settings';
import { explain } from './explain';
import { exportDevices } from './export-devices';
import { findDevices } from './find-devices';
import { getHelp } from './get-help';
import { help } from './help';
import { modes } from './modes';
import { myDevice } from './my-device';
import { profiles } from './profiles';
import { registerDevices } from './register-devices';
import { registrationStatus } from './registration-status';
import { reject } from './reject';
import { smalltalk } from './smalltalk';
import { summary } from './summary';
import { sync } from './sync';
import { tagImpact } from './tag-impact';
import { tags } from './tags';
import { unassignUser } from './unassign-user';
import { unblock } from './unblock';
import { undo } from './undo';
import { unwatch } from './unwatch';
import { watch } from './watch';
import type { Command } from './command';

/** Every command of the bot, in the order in which help and Teams' command menu show them. */
export const commands: readonly Command[] = [
  deviceStatus,
  myDevice,
  watch,
  getHelp,
  findDevices,
  registerDevices,
  explain,
  registrationStatus,
  assignTag,
  summary,
  unwatch,
  diagnose,
  approvals,
  approve,
  reject,
  undo,
  alerts,
  tags,
  tagImpact,
  assignUser,
  unassignUser,
  deregister,
  unblock,
  audit,
  channel,
  profiles,
  espSettings,
  modes,
  concept,
  exportDevices,
  sync,
  help,
  cancel,
  smalltalk,
];
