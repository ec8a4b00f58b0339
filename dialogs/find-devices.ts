import type { Command } from './command';
import sayings from './sayings/find.json';

/** Searches and lists devices by tag, model, user, part of a serial, last contact or state. */
export const findDevices: Command = {
  id: 'find',
  access: 'helpdesk',
  sideEffect: 'none',
  slots: ['tag', 'serialFragment', 'user'],
  examples: [
    'find devices tagged UK-Corp-Laptop',
    'which devices start with 5CG42?',
    'devices of lucy.chen@contoso.com',
  ],
  vocabulary: {
    sayings,
    synonyms: ['find', 'search', 'list', 'devices'],
    patterns: [
      /\b(which|what|list|show|find)\b.*\bdevices\b.*\bnever\b/,
      /\b(all|list|find|show|which|every|search|any|the)\b.*\b(hp|dell|lenovo|latitude|elitebook|probook|thinkpad|optiplex|precision|zbook|yoga|xps|vostro|prodesk|elitedesk|thinkcentre|surface pro|surface laptop|surface go)s?\b(?!.*<serial>)/,
      /\b(find|search|list|show|which|what|all|give me|look for|any|display|get|every|everything)\b.*\b(tagged|with( the)?( group)? tag|have( the)?( group)? tag|under( the)?( group)? tag|carrying|carry) (called |named |of |set to )?<tag>/,
      /\bdevices? (tagged|with( the)?( group)? tag) <tag>/,
      /<fragment>/,
      /\b(devices?|surfaces?|hardware|kit|tablets?) (of|for|from|belonging to|belong to|belongs to|assigned to|owned by|used by|that belong to|registered to|on) (user |the user )?<user>/,
      /\b(which|what|find|search|list|show|all|look for)\b.*\b(devices?|surfaces?|tablets?)\b.*<user>/,
      /<user> s? ?devices?\b/,
      /\b(devices?|which|list|show|all|find|any)\b.*\b(without|with no|have no|has no|missing|lacking|with neither) (a |an |any |group )*(tag|profile|user|owner|contact)\b/,
      /\b(devices?|which|list|show|all|find)\b.*\b(not|no|never|last|have not|has not|had no) .*\b(checked in|check in|contact|contacted|seen|synced|online|reported|called home)\b/,
      /\b(list|show|which|find|all|search)\b.*\b(failed|failing|stale|inactive|untagged|unassigned|orphaned|non compliant|broken) devices\b/,
    ],
    excludes: [
      /\b(turn|decline|reject|approve|tell me when|belongs to)\b/,
      /\b(csv|excel|xlsx|spreadsheet|export|restaurant|how many)\b/,
    ],
  },
};
