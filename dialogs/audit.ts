import { auditActions } from './audit-actions';
import { AuditDialog } from './audit-dialog';
import { auditFile } from './audit-file';
import type { Command } from './command';
import sayings from './sayings/audit.json';

/** Who did what: the history of a device or a person. */
export const audit: Command = {
  id: 'audit',
  access: 'helpdesk',
  sideEffect: 'none',
  slots: ['serials', 'user'],
  examples: [
    'history of 5CG4217QHX',
    'who changed the tag of PF4K7X2N?',
    'what did lucy.chen@contoso.com change?',
  ],
  vocabulary: {
    sayings,
    synonyms: ['audit', 'history', 'who changed', 'log', 'trail', 'changes', 'by whom'],
    patterns: [
      /\b(which|what) (admin|colleague|person|user|guy|one|technician|agent)\b.*\b(changed|registered|approved|rejected|tagged|deleted|removed|deregistered|assigned|unassigned|did|touched|imported)\b/,
      /\bwho (has |have |had )?(been )?(fiddling|messing|playing|tampering|working|changing|tagging|registering|deleting|approving|removing|assigning|editing) ?(with|on|around with)?\b/,
      /\bwho (all )?(has |have |had )?(was it (that|who) )?(just |last |originally |first |actually )?(changed|change|registered|approved|rejected|declined|denied|tagged|retagged|imported|uploaded|deleted|removed|deregistered|assigned|unassigned|set|did|made|touched|requested|triggered|started|ran|modified|edited|cleared|synced|sync|put|added|moved|gave|untagged|signed off|exported|done)\b/,
      /\b(audit|change history|change log|changelog|activity log|audit log|audit trail|paper trail)\b/,
      /\bhistory\b( (of|for|on|about|from))?( the)?( last)?( changes)?( devices?)? ?(<serial>|<user>|autopilot|changes|$|please)/,
      /\b(what|which) (has|have|did|was|were|changes|else|things)\b.*\b(changed?|done|register|registered|approved?|do|made|modified|deleted?)\b.*(<serial>|<user>|\bby whom\b)/,
      /\bwhat (has|have|did) <user> (been )?(do|done|change|changed|doing|register|registered|approve|approved|delete|deleted|import|imported)\b/,
      /\b(by whom|all changes|recent changes|latest changes|last changes|changes (by|made|of|to|on|from|for))\b/,
      /<serial>.*\b(history|audit trail|audit log|who (was|did) (it|that|this))\b/,
    ],
    excludes: [
      /\b(rome|browser|browsing|chat|search history|war|company|won|invented|windows 95|president|ceo|credit)\b/,
      /\bwhat happens\b/,
    ],
  },
  actions: auditActions,
  files: [auditFile],
  createDialog: (services) => new AuditDialog('audit', services),
};
