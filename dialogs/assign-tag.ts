import { assignTagWrite } from './changing/assign-tag-write';
import type { Command } from './command';
import sayings from './sayings/assign-tag.json';
import { writeActions } from './writing/write-actions';
import { WriteDialog } from './writing/write-dialog';

/** Sets, changes or clears the group tag of devices. */
export const assignTag: Command = {
  id: 'assign-tag',
  access: 'helpdesk',
  sideEffect: 'write',
  menus: ['personal', 'team', 'groupChat'],
  slots: ['serials', 'tag'],
  examples: [
    'tag 5CG4217QHX as UK-Corp-Laptop',
    'set the tag of PF4K7X2N to DE-Kiosk-Desktop',
    'clear the tag on 7XK2QY3',
  ],
  vocabulary: {
    sayings,
    synonyms: ['tag', 'retag', 'untag', 'set tag', 'group tag'],
    patterns: [
      /^(?!.*\b(what|which|if|would|who|how|why|when)\b).*<serial>.*\b(give it|make it|needs|tag it|label it|set it to|change it to) (the |a )?((group )?tag )?<tag>/,
      /^(?!.*\b(what|which|if|would you|who|how|why|when)\b).*(<serial>.*\b(should|must|shall|need to|needs to|has to|have to|to)( all| both)? (have|carry|get|bear|be given) (the |a )?((group )?tag )?<tag>|\btag <serial>( and <serial>| <serial>)* (as|with|to|avec|como|mit) <tag>)/,
      /^(?!.*\b(what|which|if|would|who|how|why|when)\b).*<serial>.*\b(can|could) you make it <tag>/,
      /^<serial>( and)?( <serial>| and <serial>)* (to |as )?<tag>$/,
      /^(.*\b(and|so|then|please|just) )?((hi|hello|hey|please|now|so|ok|kindly|just|ignore [a-z ]+ and|and) )*((can|could|would|will) you (please |kindly |just |be so kind (as|and) to )?|(i|we) (want|need|would like) (you )?to )?(please )?(tag|retag|re tag|untag|label|set|assign|change|put|apply|clear|remove|delete|update|give|make|use|add|replace|switch|reset|empty|drop|move|stick|correct|fix|take|swap|modify|edit|erase|strip|attach|wipe) (?!.*\buser\b).*(\b(tags?|tagged|label)\b.*<serial>|<serial>.*\b(tag|tagged|label)\b|<tag>.*<serial>|<serial>.*<tag>)/,
      /^((hi|hello|hey|please|now|so|ok|kindly|just|and) )*(tag|retag|re tag|untag|label) (the |these |this |devices? |serial |number )*<serial>/,
      /<serial>.*\b(should (be|have|get|carry)|needs?|gets?|must (be|have)|has to (be|have)|wants?|becomes?|is to (be|have))\b.*(\b(tag|tagged)\b|<tag>)/,
      /\btag (of|on|for) <serial>.*\b(should|must|has to|needs to|to|is to) (be |become )?<tag>/,
      /^<tag> (for|on|to|onto) (the )?(device |devices |serial )?<serial>/,
    ],
    excludes: [
      /^(what|which|how|why|who|when|where|is|are|does|do|did|has|have|effect|impact|would|if|show|list|find)\b(?! you )/,
      /\bwhat (happens|would|will|if)\b/,
    ],
  },
  write: assignTagWrite,
  actions: writeActions('assign-tag', assignTagWrite),
  createDialog: (services) => new WriteDialog('assign-tag', assignTagWrite, services),
};
