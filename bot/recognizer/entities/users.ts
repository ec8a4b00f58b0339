import { type Entity, type Finder, mask, matches } from './entity';
import { isOrdinary, isShouted } from './ordinary-words';

/** Sign-in names: local part, `@`, domain; or DOMAIN\\name. */
const address =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+'-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,4}(?![\p{L}\p{N}@])/gu;
const downLevel = /(?<![\p{L}\p{N}\\])[A-Z][A-Z0-9]{1,14}\\[a-z][\w.-]{1,30}/giu;

export const findAddresses: Finder = (text) => [
  ...matches('user', address, text, (value) => value.replace(/^'+/, '')),
  ...matches('user', downLevel, text),
];

const particle =
  '(?:van|von|de|der|den|di|da|del|della|do|la|le|el|al|bin|bint|ibn|ter|ten|dos|das|zu|zum|y|af|av|ben)';
const capital = "(?:al-|el-|[dl]')?\\p{Lu}(?:[\\p{L}'-]*\\p{L}|\\.)";
const name = `(?<value>(?:${particle} )?${capital}(?:(?: ${particle}){0,3} ${capital}){0,4})`;
const before =
  '(?:[Tt]o|TO|[Ff]or|FOR|[Oo]f|OF|[Bb]y|BY|[Uu]ser|USER|[Oo]wner|[Cc]olleague|[Ee]mployee|[Ww]ith|[Ff]rom|FROM|[Mm]ake|MAKE|[Pp]ut|[Aa]ssign|[Rr]emove|[Tt]ake|[Dd]etach|[Uu]nassign|[Uu]nlink|[Gg]ive|[Hh]as|[Hh]ave|[Dd]id|[Dd]oes|[Bb]e|BE|is|DID|HAS|DOES|à|pour|von|für|FÜR|an|para|a|de|Mr|Mrs|Ms|Herr|Frau|colleague,)';
const after =
  "(?= ?(?:'s\\b|gets\\b|GETS\\b|will (?:get|have|receive|use)|receives\\b|takes\\b|should (?:get|have|receive)|is the (?:new )?(?:user|owner)|is getting|starts\\b|joins\\b|begins\\b|left\\b|has left|is leaving|as (?:the )?(?:user|owner)|bekommt|obtient|recibe))";

const positions: readonly RegExp[] = [
  new RegExp(
    `(?<![\\p{L}\\p{N}]|\\b(?:sent|shipped|moved|moves|went|returned|back|travels) )${before}(?:[:=] ?| )(?:user |our colleague |colleague )?${name}(?![\\p{L}\\p{N}@-])`,
    'gu',
  ),
  new RegExp(`(?<![\\p{L}\\p{N}-])${name}${after}`, 'gu'),
];
const whole = new RegExp(`${mask.serial} ?(?:->|=>|=|:|-|/|,) ?${name}$`, 'gu');
/** Two capitalised words between commas or anywhere after the first word, when a device is named, too. */
const anywhere = new RegExp(
  `(?<=[\\p{L}\\p{N},] )(?<value>${capital}(?: (?:${particle} ){0,3}${capital}){1,3})(?![\\p{L}\\p{N}@-])`,
  'gu',
);
const uncapitalised = new RegExp(
  `(?:${mask.serial} (?:goes |belongs |is |will go |should go )?(?:to|for|an|à|a)|(?:to|for)) (?:user )?(?<value>\\p{Ll}[\\p{L}'-]+ \\p{Ll}[\\p{L}'-]+)(?= ?(?:$|[.!?,]|please|from now on))`,
  'gu',
);
const account =
  /\b(?:user|username|account|upn|login)(?: name| is| called|:)? (?<value>[a-z][a-z]*(?:[._-][a-z0-9]+|\d+)[a-z0-9._-]*|[a-z]{1,3}[0-9]{2,8})(?![\p{L}\p{N}@])/giu;

const isParticle = (word: string): boolean => new RegExp(`^${particle}$`).test(word);

/** Drops everyday words from both ends; what remains must still be a name. */
function personal(value: string): string | undefined {
  const words = value.split(' ');
  if (words.some((word) => isOrdinary(word) && !isParticle(word))) {
    while (words[0] !== undefined && isOrdinary(words[0])) words.shift();
    const end = words.findIndex((word) => isOrdinary(word) && !isParticle(word));
    if (end >= 0) words.length = end;
  }
  const named = words.join(' ');
  return named.length > 2 && !/^(?:[A-Z]{2,4}|Latitude|EliteBook|ThinkPad|Precision|ProBook)$/.test(named)
    ? named
    : undefined;
}

const locate = (entities: readonly Entity[], text: string): Entity[] =>
  entities.flatMap((entity) => {
    const start = text.indexOf(entity.value, entity.start);
    return start < 0 ? [] : [{ ...entity, start, end: start + entity.value.length }];
  });

const twoWords = (value: string): string | undefined => {
  const named = personal(value);
  return named?.includes(' ') === true ? named : undefined;
};

/** People by name, where a sentence has room for one: "goes to Ingrid Berg", "Ingrid Berg gets …". */
export const findNames: Finder = (text) => {
  const accept = isShouted(text) ? twoWords : personal;
  const found = positions.flatMap((shape) => matches('user', shape, text, accept));
  found.push(...matches('user', whole, text, personal), ...matches('user', account, text));
  if (found.length === 0 && text.includes(mask.serial)) {
    if (!isShouted(text)) found.push(...matches('user', anywhere, text, twoWords));
    found.push(
      ...matches('user', uncapitalised, text, (value) =>
        value.split(' ').some(isOrdinary) ? undefined : value,
      ),
    );
  }
  return locate(found, text).sort((a, b) => b.value.length - a.value.length);
};
