/**
 * What keeps a sentence that only talks about a change from starting it. Sentences are canonical: lower case,
 * short forms written out, entities as placeholders.
 */
const verbs: readonly (readonly [RegExp, readonly string[]])[] = [
  [
    /^(?:re)?(?:register|registering|import|importing|upload|uploading|enrol|enrolling|onboard|add|adding|load)$/,
    ['register', 'assign-tag'],
  ],
  [/^(?:re|un)?(?:tag|tagging|label|labelling)$/, ['assign-tag']],
  [
    /^(?:set|setting|change|changing|put|putting|apply|applying|clear|clearing|give|giving|move|moving|update|make)$/,
    ['assign-tag', 'assign-user', 'unassign-user'],
  ],
  [/^(?:assign|assigning|hand|reserve|allocate|link)$/, ['assign-user', 'assign-tag']],
  [/^(?:unassign|unassigning|detach|unlink|release|free)$/, ['unassign-user']],
  [
    /^(?:delete|deleting|remove|removing|deregister|deregistering|unregister|take|taking|drop|purge|erase|offboard|decommission|kick|get|throw)$/,
    ['deregister', 'unassign-user', 'assign-tag'],
  ],
  [/^(?:approve|approved|approving|accept|grant|authorise|confirm|allow|ok)$/, ['approve']],
  [/^(?:reject|rejected|rejecting|decline|declining|deny|refuse)$/, ['reject']],
  [/^(?:undo|undoing|revert|reverting|reverse|roll|rolling|restore|restoring|put|putting)$/, ['undo']],
  [/^(?:unblock|unblocking|allow|allowing|let|letting|permit|enable|lift|remove|clear)$/, ['unblock']],
  [/^(?:sync|syncing|resync|start|trigger|run)$/, ['sync', 'register']],
];

const everyWrite = [
  'register',
  'assign-tag',
  'assign-user',
  'unassign-user',
  'deregister',
  'approve',
  'reject',
  'undo',
  'unblock',
  'sync',
];

const negation =
  /\b(?:not|never|without|(?:nobody|no one) (?:should|may|can|must|shall|will|is (?:allowed|permitted|supposed) to)|no circumstances|no means|no need to|stop|avoid|refrain from|hold off on|hold off|wait with|instead of|rather than|against|never mind) (?:(?:want|you|to|the|please|yet|even|really|ever|dare|go|and|try|think|we|should|i|need|have|about|it|just|actually|be|start|will) ){0,4}([a-z]+)/g;

const nothingAtAll =
  /\bnot (?:want to )?(?:[a-z]+ )?(?:anything|touch|do (?:it|that|this)|proceed|continue)\b|\bdo nothing\b|\bnothing (?:should|must|may|is to|gets?|shall|will) be? ?/;

/** A refusal to stop: "don't forget to sync", "why don't you sync". */
const encouraging =
  /\b(?:not forget to|not hesitate to|why (?:do|does) not you|would not mind|do not mind) /g;

/** Words beside a verb that tell which of its commands is meant. */
const objects: readonly (readonly [RegExp, string])[] = [
  [/\b(?:user|owner|person|name|<user>)/, 'unassign-user'],
  [/\b(?:group )?tags?\b|<tag>/, 'assign-tag'],
  [/\b(?:autopilot|intune|tenant)\b/, 'deregister'],
];

function meant(commands: readonly string[], clause: string): readonly string[] {
  const named = objects
    .filter(([shape, id]) => commands.includes(id) && shape.test(clause))
    .map(([, id]) => id);
  return named.length > 0 ? named : commands;
}

/** An order not to do something; "it does not sync" tells of something else. */
export function isForbidding(canonical: string): boolean {
  return /^(?:(?:please|no|hey|ok|okay|wait|stop|and|but|so) )*(?:do not|never|under no circumstances)\b/.test(
    canonical,
  );
}

/** The writing commands that a sentence, or a clause of it, says not to do. */
export function refusedIn(canonical: string): ReadonlySet<string> {
  const text = canonical.replace(encouraging, '');
  if (nothingAtAll.test(text)) return new Set(everyWrite);
  const refused = new Set<string>();
  for (const [, word = ''] of text.matchAll(negation)) {
    for (const [shape, commands] of verbs) {
      if (shape.test(word)) for (const id of meant(commands, text)) refused.add(id);
    }
  }
  return refused;
}

const linking =
  /(?<!<)\b(?:tags?|tagged|label|should|must|has|have|gets?|needs?|becomes?|are|be|as|to|with)\b/;

/** Whether a sentence names a tag and no device, and nothing in it says what is to be done: “flurble UK-Corp”. */
export const saysNothingOf = (canonical: string): boolean =>
  canonical.includes('<tag>') &&
  !canonical.includes('<serial>') &&
  !linking.test(canonical) &&
  !canonical.split(' ').some((word) => verbs.some(([shape]) => shape.test(word)));

const opening =
  '^(?:(?:hi|hello|hey|so|and|please|ok|well|sorry|good (?:morning|afternoon|evening|day)|quick question|question|tell me|explain|i wonder|just curious) )*';

const asking = new RegExp(
  `${opening}(?:how (?!about)|what |which |when |why (?!do not you)|who |whom |where |whose |should i |should we |may i (?!ask|have|request|submit)|am i allowed |is (?!it possible|it ok|there any way)|was |were |has |have (?:you|we|they|i|my|our|any|all|there)\\b|did |does |do (?:i|we|you) (?:need|have) to|suppose |before |if (?!it is no|you (?:could|would|can)|possible)|are (?!you able)|would (?!it be possible|you|it be ok)|will (?!you))`,
);

const requestAfterAll =
  /\b(?:please|go ahead and|so|then|, just) (?:register|import|upload|tag|assign|set|delete|remove|deregister|approve|reject|decline|undo|unblock|sync)\b/;

/** Whether a sentence asks about something instead of asking for it. */
export const isQuestion = (canonical: string): boolean =>
  asking.test(canonical) && !requestAfterAll.test(canonical);

/** Whether a sentence only agrees: what to was said before, and a button stands for it. */
export const isAssent = (canonical: string): boolean =>
  /^(?:(?:yes|yeah|yep|yup|sure|ok|okay|fine|good|right|please|now|then|just|do|it|this|that|so|go|ahead|on|proceed|continue|confirm|confirmed|agreed|of course|make it so|why not|perfect|great|thanks) ?)*$/.test(
    canonical,
  );
