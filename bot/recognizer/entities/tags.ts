import { type Finder, mask, matches } from './entity';
import { isOrdinary, isShouted } from './ordinary-words';

const deviceTypes =
  'laptops?|desktops?|tablets?|kiosks?|surfaces?|notebooks?|pcs?|workstations?|shared|vms?|devices?|hubs?|phones?|handhelds?|pos|signage|loaners?|pools?|boards?';

/** Country-Role-DeviceType, the convention of the guide: UK-Corp-Laptop. */
const conventional =
  /(?<![\p{L}\p{N}_@.\\/-]|\b(?:serial|serial number|s\/n|sn):? )\p{L}{2,4}(?:[-_][\p{L}\p{N}]+){2,4}(?![\p{L}\p{N}_@\\/-]|\.\p{L})/gu;
const conventionalEnd = new RegExp(`[-_](?:${deviceTypes})$`, 'i');
const twoParts = /(?<![\p{L}\p{N}_@.\\/-])[A-Z]{2}-(?:[A-Z][a-z]\w*|[A-Z]{2,}\d*)(?![\p{L}\p{N}_@\\/-])/gu;
const countries =
  /^(?:UK|GB|US|DE|FR|ES|IT|NL|BE|AT|CH|PL|SE|NO|DK|FI|IE|PT|CZ|EU|CA|AU|JP|IN|BR|MX|ZA|SG|LU|HU|RO|GR|TR)-/;
const notTwoParts = /-(?:support|department|team|admin|helpdesk|register|provision\w*|place|based)$/i;

function conventionalTag(value: string): string | undefined {
  const [country = '', role = ''] = value.split(/[-_]/);
  if (conventionalEnd.test(value) && !/^(?:my|our|the|all|one|new|out)[-_]/i.test(value)) return value;
  return country === country.toUpperCase() && country.length < 4 && /^[\p{Lu}\p{N}]/u.test(role)
    ? value
    : undefined;
}

/** Tags that show by their shape. */
export const findConventionalTags: Finder = (text) => [
  ...matches('tag', conventional, text, (value) =>
    isShouted(text) && !conventionalEnd.test(value) && !countries.test(value)
      ? undefined
      : conventionalTag(value),
  ),
  ...matches('tag', twoParts, text, (value) =>
    !isShouted(text) && countries.test(value) && !notTwoParts.test(value) ? value : undefined,
  ),
];

const quoted = `(?:"(?<q1>[^"]{1,80})"|(?<![\\p{L}\\p{N}])'(?<q2>[^']{1,80})'(?![\\p{L}\\p{N}]))`;
const bare = `(?<b>[\\p{L}\\p{N}](?:[\\p{L}\\p{N}_.&/-]*[\\p{L}\\p{N}])?)`;
const tagWord =
  '(?<!service |asset |servi.e-?|html |name )\\b(?:group ?tags?|grouptag|gruppentags?|tags?|tagged|tagging|retag(?:ged)?|re-tag|label(?:led)?|etiquetas?|[eé]tiquettes?)';
const link =
  '(?: ?[:=] ?| (?:(?:of|to|as|with|is|was|be|should be|called|named|into|under|auf|en|mit|von|avec|como|con|it|them) )?)';

const afterTagWord = new RegExp(`${tagWord}${link}(?:${quoted}|${bare})`, 'giu');
const beforeTagWord = new RegExp(
  `(?:${quoted}|\\b(?:the|a|an|with|under|as) (?<b>\\p{Lu}[\\p{L}\\p{N}_-]*)) (?:group ?)?tag\\b(?!ged| naming| convention)`,
  'gu',
);
const afterSerial = new RegExp(
  `${mask.serial} (?:(?:as|with|to|into|under|auf|en|mit|como|con|à|=>?|->|should (?:be|have|get|read|say)|becomes?) )(?:the |a )?(?:group ?tag |tag )?(?:${quoted}|${bare})(?= ?(?:$|[.,!?]|please|bitte|now|too|thanks))`,
  'giu',
);
const linkedTag = new RegExp(
  `\\b(?:to|as|into|=|->|under|auf|en|with) (?:${quoted}|${bare})(?= ?(?:$|[.,!?]|please|now|thanks))`,
  'giu',
);

/** `tag 5CG1234ABC Kiosk` */
const besideSerial = new RegExp(
  `${tagWord} ${mask.serial}+ (?:${quoted}|${bare})(?= ?(?:$|[.!?]|please))`,
  'giu',
);

const mentionsTag = new RegExp(tagWord, 'iu');

function namedGroup(match: RegExpExecArray): { value: string; quote: boolean } {
  const groups = match.groups ?? {};
  const quote = groups['q1'] ?? groups['q2'];
  return quote === undefined ? { value: groups['b'] ?? '', quote: false } : { value: quote, quote: true };
}

/** Capitalised, a kind of device may well be a tag. */
const deviceType = new RegExp(`^(?:${deviceTypes})$`, 'i');

const looksNamed = (word: string, shouted: boolean): boolean =>
  (!isOrdinary(word) || deviceType.test(word)) &&
  !/^\d+$/.test(word) &&
  (/[-_]/.test(word) || /\d/.test(word) || (!shouted && /^\p{Lu}/u.test(word)));

type Judge = (word: string, shouted: boolean) => boolean;

function named(shape: RegExp, masked: string, text: string, judge: Judge): ReturnType<Finder> {
  const shouted = isShouted(text);
  return matches('tag', shape, masked, (_, match) => {
    const { value, quote } = namedGroup(match);
    return quote || judge(value, shouted) ? value : undefined;
  }).flatMap((entity) => {
    const at = masked.indexOf(entity.value, entity.start);
    const end = at + entity.value.length;
    return at < 0 || /[\uE000-\uF8FF]/.test(entity.value) ? [] : [{ ...entity, start: at, end }];
  });
}

const anyButOrdinary: Judge = (word) => !isOrdinary(word) && word.length > 1 && !/^\d+$/.test(word);

/** Tags that show by the words around them: `tag "Loaner Pool"`, `the Kiosk tag`, `tag 5CG1234ABC as kiosk`. */
export const findNamedTags: Finder = (masked, text) => {
  const found = [
    ...named(afterTagWord, masked, text, looksNamed),
    ...named(beforeTagWord, masked, text, looksNamed),
  ];
  if (found.length > 0 || !mentionsTag.test(masked) || masked.includes(mask.tag)) return found;
  const serials = masked.includes(mask.serial);
  return serials
    ? [
        ...named(afterSerial, masked, text, anyButOrdinary),
        ...named(besideSerial, masked, text, looksNamed),
        ...named(linkedTag, masked, text, looksNamed),
      ]
    : found;
};
