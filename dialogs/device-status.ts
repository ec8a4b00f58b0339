import type { Command } from './command';
import { statusActions } from './status-actions';
import { StatusDialog } from './status-dialog';
import sayings from './sayings/status.json';

/** Where one device, or several, stand on their way to the desk. */
export const deviceStatus: Command = {
  id: 'status',
  access: 'helpdesk',
  otherwise: 'my-device',
  sideEffect: 'none',
  menus: ['personal', 'team', 'groupChat'],
  slots: ['serials'],
  examples: ["where's 5CG4217QHX?", 'status PF4K7X2N', '7XK2QY3'],
  vocabulary: {
    sayings,
    synonyms: ['status', 'state', 'progress', 'ready', 'enrolled', 'registered'],
    patterns: [
      /\b(sign|signs) of life (from|of|on) <serial>/,
      /(?<!\b(?:why|when|once|if|who|what|how) )\b(is|are|has|have|did) (the )?(device )?<serial>( and <serial>)* (already |now |still |fully |finally |all |yet |been |be |really )*(ready|done|enrolled|registered|finished|complete|completed|through|up and running|good to go)\b/,
      /^(sn |serial |serial number |device |devices |status |and )*<serial>( <serial>| and <serial>)*( status| ready| done| enrolled| registered| state| finished| progress| compliant| yet| please| news| update)*$/,
      /\b(status|state|progress) (of|for|on|from)?( the| my)?( devices?| serials?| serial number| sn)* ?<serial>/,
      /\bhow (is|are|far|goes)\b.*<serial>/,
      /^(so |and |hi |hello |hey |please )*(is|are|has|have|did|does|was|will) (the )?(new )?(devices? )?(with )?(serial )?(number )?<serial>(( and)? <serial>)* (already |now |still |fully |finally |all |yet |been |be |really )*(ready|done|enrolled|enrol|registered|finished|finish|complete|completed|compliant|ok|okay|good|set|through|in|up|provisioned|online|enrolling|configured|blocked|available)\b/,
      /\b(where is|where are|look up|lookup|check|check on|check up on|info on|info for|details of|details for|news on|news of|news about|news for|tell me about|update on|whats up with) (the )?(status of )?(devices? )?(serial )?(number )?<serial>/,
    ],
    excludes: [
      /\b(wipe|reset|restart|reboot|rename|lock|locate|bitlocker|format|retire|repair|battery|screen|keyboard)\b/,
    ],
  },
  actions: statusActions,
  createDialog: (services) => new StatusDialog('status', services),
};
