import type { Command } from './command';
import { importActions } from './registering/import-actions';
import { repairedFile, resultFile } from './registering/import-files';
import { registerWrite } from './registering/register-write';
import { writeActions } from './writing/write-actions';
import { WriteDialog } from './writing/write-dialog';
import sayings from './sayings/register.json';

/** Registers hardware hashes, normally from a CSV file. */
export const registerDevices: Command = {
  id: 'register',
  access: 'helpdesk',
  sideEffect: 'write',
  menus: ['personal'],
  takesFiles: true,
  slots: ['tag'],
  examples: [
    'register these devices',
    'import the attached CSV with tag UK-Corp-Laptop',
    'upload these hardware hashes',
  ],
  vocabulary: {
    sayings,
    synonyms: ['register', 'import', 'upload', 'onboard', 'hashes'],
    patterns: [
      /^(?!.*\b(who|which|what|when|did|are|is|has|have|were|not)\b).*\b(get|put|bring|add|load|push|feed)\b.*\b(devices?|hash|hashes|csv|list|file|attachment|batch|them|these)\b.*\b(into|in|to) (autopilot|intune)\b(?!.*<serial>)/,
      /^((hi|hello|hey|please|now|so|ok|and|then|kindly|just|go ahead and) )*((can|could|would|will) you (please |kindly |just |be so kind (as|and) to |be so kind to )?|(i|we) (want|need|would like|have) (you )?to )?(please )?(re ?register|register|import|upload|onboard|bulk import|bulk upload|load|enrol)\b(?! status| page| finished| done| complete| failed)(?!.*\b(voter|training|course|gym|conference|voters)\b).*\b(csv|file|hash|hashes|devices?|them|these|this|attached|attachment|list|it|autopilot|batch|surfaces?|tablets?|<tag>)/,
      /\b(add|put|get|load|bring|enter|feed) (the |these |this |those |all |new |my |our |following |attached )*(csv|file|hash|hashes|devices?|list|batch|surfaces?|tablets?|ones?|them|it)\b.*\b(in|into|to|on) (autopilot|intune)\b/,
      /\b(csv|file|hash|hashes|attachment|list|spreadsheet|attached)\b.*\b(register|import|upload|onboard) (it|them|these|this|those|that|all|everything|the devices|please|with|as|under)\b/,
    ],
    excludes: [
      /^(did|has|have|is|are|was|were|when|why|who|how many|which|what|where)\b/,
      /\b(failed|finished|status|progress)\b(?!.* please)/,
    ],
  },
  write: registerWrite,
  actions: [...writeActions('register', registerWrite), ...importActions],
  files: [resultFile, repairedFile],
  createDialog: (services) => new WriteDialog('register', registerWrite, services),
};
