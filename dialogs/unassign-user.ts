import { unassignUserWrite } from './changing/assign-user-write';
import type { Command } from './command';
import sayings from './sayings/unassign-user.json';
import { writeActions } from './writing/write-actions';
import { WriteDialog } from './writing/write-dialog';

/** Removes the person a device is assigned to. */
export const unassignUser: Command = {
  id: 'unassign-user',
  access: 'helpdesk',
  sideEffect: 'write',
  slots: ['serials'],
  examples: ['remove the user from 5CG4217QHX', 'unassign PF4K7X2N', '7XK2QY3 should have no user'],
  vocabulary: {
    sayings,
    synonyms: ['unassign', 'remove user', 'detach', 'unlink', 'release'],
    patterns: [
      /\b(get|take|pull|strip) (the |any |its )?(assigned |old |former )?(user|owner|person|name) (off|away from|from) <serial>/,
      /\b(remove|take away|take off|clear|delete|detach|unassign) (only |just )?(the |its |his |her |their |any )?(assigned |old |current |former |pre ?filled )*(user|owner|user assignment)\b/,
      /\bunassign/,
      /\b(remove|delete|clear|take|detach|disconnect|unlink|release|free|drop|strip|empty|undo|cancel|erase|wipe|revoke|separate|get rid of|pull|unset|unbind|reset)\b.*\b(user|person|owner|assignment|primary user|name)\b.*<serial>/,
      /\b(remove|delete|clear|take|detach|disconnect|unlink|release|free|drop|strip|separate|pull)\b.*<user>.*<serial>/,
      /\b(unlink|release|free|detach|disconnect|separate)\b.*<serial>.*\b(from|of) (its|the|his|her|their|any|<)? ?(user|owner|person|user>)/,
      /<serial>.*\b(no user|without (a |an )?(assigned )?user|no longer (belongs?|for|has|assigned|goes|have)|not (have|be assigned|belong|need) (a |an |any |to )*(user|anyone|anybody)|unassigned|no longer have)\b/,
      /\b(nobody|no one|no user|noone|not anyone)\b.*<serial>/,
      /<serial>.*\b(remove|clear|delete|unassign|drop) (the |its |his |her )?(assigned )?(user|assignment|owner)\b/,
    ],
    excludes: [
      /^(who|when|why|what|which|how|did|has|was|is)\b/,
      /\bwatch list\b/,
      /\b(license|licence|team|channel)\b/,
    ],
  },
  write: unassignUserWrite,
  actions: writeActions('unassign-user', unassignUserWrite),
  createDialog: (services) => new WriteDialog('unassign-user', unassignUserWrite, services),
};
