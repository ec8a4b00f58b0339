import { deregisterWrite } from './changing/deregister-write';
import type { Command } from './command';
import sayings from './sayings/deregister.json';
import { writeActions } from './writing/write-actions';
import { WriteDialog } from './writing/write-dialog';

/** Removes devices from Autopilot. */
export const deregister: Command = {
  id: 'deregister',
  access: 'helpdesk',
  sideEffect: 'write',
  slots: ['serials'],
  examples: ['deregister 5CG4217QHX', 'remove PF4K7X2N from Autopilot', 'delete 7XK2QY3 from Autopilot'],
  vocabulary: {
    sayings,
    synonyms: ['deregister', 'unregister', 'offboard', 'decommission', 'delete device'],
    patterns: [
      /^<serial>( and <serial>| <serial>)* out of (the |our )?(autopilot|intune|tenant)( please)?$/,
      /\b(deregister|de register|unregister|offboard|off board|decommission)/,
      /\b(remove|delete|take|get|kick|throw|erase|drop|purge|wipe|pull|strike|clear|eliminate|get rid of|expel|cut)\b(?!.*\b(user|tag|watch|list|owner|person|assignment|apps?|email)\b).*<serial>.*\b(from|out of|off|in|of) (the |our |windows )*(autopilot|intune|tenant|registration|service|system)\b/,
      /^((hi|hello|hey|please|now|so|ok|kindly|just|and|we|i) )*((can|could|would|will) you (please |kindly |just )?|(i|we) (want|need|would like|have) (you )?to )?(please )?(delete|remove|purge|erase) (the |these |this |devices? |serials? |number |registration |autopilot |record |of |for |object |entry )*<serial>(?!.*\b(user|tag|watch|owner)\b)/,
      /<serial>.*\b(remove|delete|deregister|take|drop|erase|get) (it|them|this|both|these)\b(?!.*\b(user|tag|watch)\b)/,
      /<serial>.*\b(should|must|has to|needs to|can|may|is to|be|have to)\b.*\b(removed|deleted|deregistered|unregistered|erased|purged|gone|no longer be in)\b(?!.*\b(user|tag|watch)\b)/,
      /\b(remove|delete|cancel|undo|revoke) (the )?(autopilot )?(registration|record|object|entry) (of|for) (the )?(device )?<serial>/,
    ],
    excludes: [
      /\b(watch list|who|when|factory|data from|files|apps?)\b/,
      /\b(user|tag) (from|off|of|on)\b/,
      /<user>/,
    ],
  },
  write: deregisterWrite,
  actions: writeActions('deregister', deregisterWrite),
  createDialog: (services) => new WriteDialog('deregister', deregisterWrite, services),
};
