import type { Command } from './command';
import { syncWrite } from './sync-write';
import { writeActions } from './writing/write-actions';
import { WriteDialog } from './writing/write-dialog';
import sayings from './sayings/sync.json';

/** Starts an Autopilot sync with Intune. */
export const sync: Command = {
  id: 'sync',
  access: 'admin',
  sideEffect: 'write',
  slots: [],
  examples: ['sync Autopilot now', 'start a sync with Intune', 'sync'],
  vocabulary: {
    sayings,
    synonyms: ['sync', 'resync'],
    patterns: [
      /\b(poke|nudge|kick|refresh|wake up) (intune|autopilot)\b/,
      /^((hi|hello|hey|please|now|so|ok|kindly|just|and|then) )*((can|could|would|will) you (please |kindly |just |be so kind (as|and) to )?|(i|we) (want|need|would like|have) (you )?to )?(please )?(start |trigger |run |force |kick off |initiate |launch |do |begin |perform |execute |press |hit |fire |make )?(off )?(an? |the |another |new |manual |full )*(autopilot |intune |device |delta )*(sync|resync|re sync|syncing)( (now|please|again|it|them|all|everything|the|our|with|to|from|intune|autopilot|devices?|tenant|list|button|immediately|right|away|today|registrations?|asap|for|me|and|a|run|directly))*$/,
      /\b(need|want|start|trigger|run|force|kick off|initiate|launch) (an? |the |another )*(autopilot |intune )?(sync|resync)\b/,
      /\bplease (re)?sync$/,
    ],
    excludes: [
      /<serial>/,
      /\b(onedrive|calendar|outlook|phone|mailbox|contacts|files?|folder|time|clock|sharepoint|music|photos|ipad|iphone|watch|teams|spotify|mac)\b/,
      /^(when|did|has|is|was|why|who|what|how|show|does)\b/,
    ],
  },
  write: syncWrite,
  actions: writeActions('sync', syncWrite),
  createDialog: (services) => new WriteDialog('sync', syncWrite, services),
};
