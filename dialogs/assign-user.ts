import { assignUserWrite } from './changing/assign-user-write';
import type { Command } from './command';
import sayings from './sayings/assign-user.json';
import { writeActions } from './writing/write-actions';
import { WriteDialog } from './writing/write-dialog';

/** Assigns a device to a person beforehand. */
export const assignUser: Command = {
  id: 'assign-user',
  access: 'helpdesk',
  sideEffect: 'write',
  slots: ['serials', 'user'],
  examples: [
    'assign 5CG4217QHX to lucy.chen@contoso.com',
    'PF4K7X2N is for Omar Haddad',
    'make Ingrid Berg the user of 7XK2QY3',
  ],
  vocabulary: {
    sayings,
    synonyms: ['assign', 'user', 'allocate', 'reserve', 'pre fill', 'belongs'],
    patterns: [
      /\b(assign|give|hand|hand over|allocate|reserve|book|pre ?fill|pre ?assign|set|change|make|link|tie|connect|put|add|attach|allot|hand out|issue|switch|map|bind|update|transfer|pass)\b.*(<serial>.*<user>|<user>.*<serial>)/,
      /<serial>( device)?( and <serial>)? (is|are|will be|shall be|should be|has to be)( meant| intended| reserved| destined| going| used| assigned| given| handed)* (for|by|to) (user )?<user>/,
      /<serial>.*\b(goes to|go to|belongs to|belong to|is for|are for|will be used by|will go to|should go to|to be used by|for user|assigned to|for) (user |the user |our colleague |colleague |my colleague )?<user>/,
      /<user>( s)? (gets|get|will get|receives|will receive|is getting|shall get|should get|takes|will have|will be using|is the (new )?(user|owner) of|should be the (user|owner) of)( the| device| new)* <serial>/,
      /\b(user|owner) (of|for|on) (the )?(device )?<serial> (to|is|should be|must be|as|will be|shall be)? ?<user>/,
      /^<serial> (to )?<user>$/,
    ],
    excludes: [
      /^(what|which|who|does|is|are|did|has|show|list|find|when|where|why)\b/,
      /\b(ticket|task|license|licence|phone number|meeting)\b/,
      /<tag>/,
    ],
  },
  write: assignUserWrite,
  actions: writeActions('assign-user', assignUserWrite),
  createDialog: (services) => new WriteDialog('assign-user', assignUserWrite, services),
};
