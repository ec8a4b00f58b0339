import { unblockWrite } from './changing/unblock-write';
import type { Command } from './command';
import sayings from './sayings/unblock.json';
import { writeActions } from './writing/write-actions';
import { WriteDialog } from './writing/write-dialog';

/** Lets a device enrol again that Intune would refuse with 0x80180014, as after a self-deploying enrolment. */
export const unblock: Command = {
  id: 'unblock',
  access: 'helpdesk',
  sideEffect: 'write',
  slots: ['serials'],
  examples: ['unblock 5CG4217QHX', 'allow the next enrolment of 5CG4217QHX', 'let 5CG4217QHX enrol again'],
  vocabulary: {
    sayings,
    synonyms: ['unblock', 'unblocking', 'enrol again', 'next enrolment'],
    patterns: [
      /^(?!.*\b(who|not|never|which|when|why|how|what)\b).*\b(unblock|unblocking|un block)\b.*(<serial>|\b(devices?|enrolment|kiosks?|these|them|it)\b)/,
      /<serial>.*\b(unblock|unblocked|unblocking)\b/,
      /\b(allow|permit|enable|authorise|let)\b.*\b(next|another|new|one more|re|again|further) (self deploying )?(enrolment|reenrolment)\b/,
      /\b(allow|permit|enable|let|make it possible for)\b.*\b(<serial>|these|them|it|devices?)\b.*\b(enrol|enrolled|self deploy|re enrol|reenrol|enrollable)( (again|once|more|please|now|anew|another|time))*$/,
      /\b(allow|permit|enable|let)\b.*<serial>.*\b(enrol|enrolled|enrolment|self deploy|self deploying|pre provisioned)\b.*\b(again|once more|anew|another time)\b/,
      /\b(remove|lift|clear|release|reset|drop|take)\b.*\b(enrolment )?(block|lock) ?(from|on|of|for|off)\b.*<serial>/,
    ],
    excludes: [
      /^(who|when|why|what|which|how|was|has|did|is|are|show|list|can i|may i|could i|can <serial>)\b/,
      /\b(sender|account|sim|website|port|usb|email|user)\b/,
      /<(?:request|number|user)>/,
    ],
  },
  write: unblockWrite,
  actions: writeActions('unblock', unblockWrite),
  createDialog: (services) => new WriteDialog('unblock', unblockWrite, services),
};
