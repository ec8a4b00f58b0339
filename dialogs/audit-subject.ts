import type { TrailSubject } from '../services/audit/own-trail';
import { hasRole, type Actor } from '../services/people/actor';
import type { Slots } from './slots';

/** Whose history a sentence asks for, before anybody was looked up. */
export type AskedSubject =
  | { readonly type: 'devices'; readonly serials: readonly string[] }
  | { readonly type: 'self' }
  | { readonly type: 'named'; readonly name: string };

const self =
  /\b(?:(?:did|do|have|had|has) i|i (?:did|have|changed|registered|approved)|(?:of|by|about|for|from) me|(?:by|of) myself|my(?: own)? (?:changes|actions|history|audit|activity|log|trail))\b|^\/?(?:audit |history )?(?:me|mine|myself)(?: please| pls)?$/i;

/** Where a sentence has room for a person; what follows the name is cut off below. */
const placesOfNames: readonly RegExp[] = [
  /^(?:so |and |please |hi |hello |hey )*what (?:all |else )?(?:did|has|have|had|was|is) (?<name>.+?) (?:been )?(?:changed?|do|done|doing|did|register|registered|approved?|deleted?|imported?|touched|touch|tag|tagged|assigned?|removed?)\b/iu,
  /^(?:(?:can you|could you|i want to|hi|hello|hey|so|and|please|show|me|get|give|see|list|find|open|view|display|check|what|are|is|were|all|of|the) )*(?<name>.+?)(?:['’]s|(?<=s)['’]) (?:own |recent |latest |last )?(?:changes|actions|activity|activities|history|entries|log|trail|audit)\b/iu,
  /\b(?:changes|actions|activity|activities|history|everything|entries|log|trail|audit)(?: (?:log|trail))?(?: (?:that|which))?(?: (?:was|were|done|made|taken|performed))? (?:of|by|from|for|about) (?<name>.+)$/iu,
  /\b(?:changes|actions|activity|activities|entries|everything|all|what)(?: that| which)? (?<name>\S+(?: \S+){0,4}?) (?:has |have |had )?(?:did|done|made|took|taken|changed|performed|registered|approved|deleted|imported|touched|tagged|assigned|removed)\b/iu,
  /^(?:\/)?(?:show |show me |give me |get )?(?:the )?(?:audit|history|activity|actions|changes)(?: (?:log|trail))?:? (?:user=? ?)?(?<name>.+)$/iu,
];
const afterName =
  /(?:[\s,;:!?.]+(?:please|pls|thanks|since|in|on|during|within|yesterday|today|recently|lately|last|this|past|to|with|and|bitte)\b.*|[\s,;:!?.]+)$/iu;
/** Words that stand in the place of a name and name nobody. */
const nobody =
  /\b(?:all|the|a|an|any|every|each|last|latest|recent|list|log|trail|entry|entries|audit|history|changes?|devices?|tags?|week|month|day|year|yesterday|today|request|import|it|this|that|these|those|them|we|they|he|she|you|us|everybody|everyone|somebody|someone|anyone|anybody|who|what|when|where|which|number|serial|please|help|was|were|been|have|has|had|did|done|made|changed|intune|bot|laptop|computer|machine|tenant|user|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b|^(?:(?:of|by|from|for|about) )?(?:none|nobody|nothing|no|no[ -]?one)$/iu;
const possessive = /['’]s$/u;
const mostNameWords = 5;
const longestName = 100;
/** What comes later names nobody, and patterns take their time with long texts. */
const longestSentence = 300;

/** Undefined when neither a device nor a person is named. */
export function subjectOf(text: string, slots: Slots): AskedSubject | undefined {
  if (slots.serials.length > 0) return { type: 'devices', serials: slots.serials };
  if (slots.user !== undefined) return { type: 'named', name: slots.user.replace(possessive, '') };
  const sentence = oneLine(text);
  if (self.test(sentence)) return { type: 'self' };
  for (const place of placesOfNames) {
    const name = nameIn(place.exec(sentence)?.groups?.['name'] ?? '');
    if (name !== undefined) return { type: 'named', name };
  }
  return undefined;
}

/** The same for the answer to the question whose history is meant: there, a name alone is enough. */
export function answeredSubject(text: string, slots: Slots): AskedSubject | undefined {
  const found = subjectOf(text, slots);
  if (found !== undefined) return found;
  const name = nameIn(oneLine(text));
  return name === undefined ? undefined : { type: 'named', name };
}

function oneLine(text: string): string {
  const line = text.trimStart().slice(0, longestSentence).replace(/\s+/g, ' ').trimEnd();
  return line.slice(0, endOf(line));
}

/** Where the marks at its end begin. A pattern for this takes the square of their number. */
function endOf(line: string): number {
  let end = line.length;
  while (end > 0 && ' ?!.,;:'.includes(line.charAt(end - 1))) end -= 1;
  return end;
}

function nameIn(text: string): string | undefined {
  const name = text
    .replace(afterName, '')
    .replace(/^["'“”\s]+|["'“”\s]+$/g, '')
    .replace(possessive, '');
  const words = name.split(' ');
  const isName = /^[\p{L}\p{N}][\p{L}\p{N}\p{M}.'’@_+ -]*$/u.test(name) && /\p{L}{2}/u.test(name);
  if (!isName || words.length > mostNameWords || name.length > longestName) return undefined;
  return nobody.test(name) ? undefined : name;
}

/** The one rule for text, buttons and files: others' doings are for administrators, one's own for oneself. */
export function mayAskAbout(actor: Actor, subject: TrailSubject): boolean {
  if (!hasRole(actor, 'helpdesk')) return false;
  if (subject.type === 'devices') return true;
  return hasRole(actor, 'admin') || (actor.id !== '' && subject.personId === actor.id);
}
