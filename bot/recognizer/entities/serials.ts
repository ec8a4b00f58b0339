import { type Entity, type Finder, mask, matches } from './entity';

/** Of the known makers' serials only letters and digits count: people put spaces and dashes where they like. */
const bare = (value: string): string => value.replace(/[^a-z0-9]/gi, '').toUpperCase();

/** What the maker itself writes with spaces and dashes is looked up with them. */
const asWritten = (value: string): string => value.toUpperCase();

/** Hypervisors write a GUID in their own ways. */
const hypervisorShapes: readonly RegExp[] = [
  /\bvmware-[0-9a-f]{2}(?:[ -]?[0-9a-f]{2}){7,15}\b/gi,
  /\bvirtualbox-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi,
  /\bparallels-[0-9a-f]{2}(?:[ -]?[0-9a-f]{2}){7,15}\b/gi,
  /(?<![\w-])\d{4}(?:-\d{4}){4,5}-\d{2}(?![\w-])/g,
];

/**
 * Shapes of a maker that hardly anything else has.
 * HP: plant, year, week, unit (5CG1234ABC). Lenovo: two letters and six. Surface: twelve digits from 0.
 */
const makerShapes: readonly RegExp[] = [
  /\b(?:5C[DG]|8C[CG]|CN[DU]|MXL|CZC|2UA|4CE|TRF|SGH|JPH|BRG)\d{3}[A-Z0-9]{3,4}\b(?![._+][A-Z0-9])/gi,
  /\b(?=[A-Z]{1,2}[A-Z0-9]*\d[A-Z0-9]*\b)(?:P[BCFWG]|M[JP]|R9|LR|Y[DX]|GM)[A-Z0-9]{6}\b/gi,
  /(?<![\d.+-])0\d{11}(?![\d-])/g,
];

/** A strong shape broken up by spaces or dashes, as labels print it. */
const brokenShapes: readonly RegExp[] = [
  /\b(?:5C[DG]|8C[CG]|CN[DU])[ -]\d{3,4}[ -]?[A-Z0-9]{3}\b/gi,
  /(?<![\d.+-])0\d{3}([ -])\d{4}\1\d{4}(?![\d-])/g,
];

const introduction =
  '(?<![\\p{L}\\p{N}])(?:serial(?:[ -]?(?:numbers?|no|nr|num)(?![\\p{L}\\p{N}]))?|s\\/n|sn|service ?tag|seriennummer|num[eé]ro de s[eé]rie|n[uú]mero de serie)[ .:#=]{1,4}(?:is |are |von |of )?[\'"(]?';
const introduced = new RegExp(
  `${introduction}(?<value>[A-Z0-9](?:[A-Z0-9-]{2,28})[A-Z0-9])(?![\\p{L}\\p{N}]|[._+][\\p{L}\\p{N}])`,
  'giu',
);

const beforeSpaced = `(?:^|${introduction}|\\b(?:status|state|watch|check|lookup|look up|find|where is|where's)(?: of| for| on)? ["']?)`;
/** Groups of letters and digits, each with a digit, where nothing but a serial is expected. */
const spaced = new RegExp(
  `${beforeSpaced}(?<value>(?=[A-Z0-9 -]*[A-Z])(?=[a-z]*\\d)[A-Z0-9]{2,6}(?:[ -](?=[A-Z]*\\d)[A-Z0-9]{3,6}){1,3})(?=["')]? ?[.!?]?$)`,
  'giu',
);
/** What makers of boards leave in the place of a serial. */
const placeholder = new RegExp(
  `(?:^["']?|${introduction}|\\bstatus(?: of| for)? ["']?)(?<value>default string|to be filled by o\\.? ?e\\.? ?m\\.?|system serial number|not specified|not applicable)(?![\\p{L}\\p{N}])`,
  'giu',
);

/** A serial of no maker we know: letters and digits, or digits in groups. */
const anySerial = '(?=[A-Z-]*\\d)(?=[\\d-]*[A-Z]|\\d+-\\d)[A-Z0-9-]{5,32}';
/** Where a list of serials goes on. */
const next = '(?: ?[,;&] ?(?:and )?| (?:and|und|et|y) | )';

/** What stands behind words that ask for a device is one, whatever maker's it is. */
const asked = new RegExp(
  `^(?:(?:the )?status|state|check|look ?up|where(?: is|'s|s)|is|are|has|have)(?: of| for| on)?(?: the)?(?: devices?| serials?| laptops?)? ["']?(?<value>${anySerial})(?=["']?(?:[ ?.!]*$|${next}|'))`,
  'giu',
);
/** A quoted serial keeps its spaces and marks. */
const quoted = new RegExp(
  `(?:${introduction}|^(?:status|state|check|look ?up|where is|where's)(?: of| for)? )["'](?<value>(?=[^"']*\\d)[A-Z0-9][A-Z0-9 ./_-]{3,38})["']`,
  'giu',
);
const listed = new RegExp(
  `(?<![\\p{L}\\p{N}@_.=-])(?<value>${anySerial})(?![\\p{L}\\p{N}@_-]|[.=][\\p{L}\\p{N}])`,
  'giu',
);
/** One Lenovo in a hundred has no digit: beside other serials, and in capitals, it is no word. */
const listedLetters =
  /(?<![\p{L}\p{N}@_.=-])(?:P[BCFWG]|M[JP]|LR|Y[DX]|GM)[A-Z]{6}(?![\p{L}\p{N}@_-]|[.=][\p{L}\p{N}])/gu;
/** Between two lines of a list stands a mark of its own. */
const gap = new RegExp(`^["']?(?:${next}| ?[|•*-] ?)["']?$`, 'iu');
const known = new RegExp(`${mask.serial}+`, 'gu');

/** Seven characters are a Dell service tag; other makers write eight to twenty-four. */
const looseShape =
  /(?<![\p{L}\p{N}_@\\%&-]|[\p{L}\p{N}][./=])[A-Z0-9]{7,24}(?![\p{L}\p{N}_@\\%&-]|[.=][\p{L}\p{N}])/giu;

/** Letters that can be spoken are a word, and makers avoid them. */
const spoken = /[a-z]*[aeiou][a-z]{3}|[a-z][aeiou][a-z]{2}|[a-z]{2}[aeiou][a-z]|[a-z]{3}[aeiou]/i;

const notSerial: readonly RegExp[] = [
  /^[a-z]+$/i,
  /^\d+$/,
  /^0x/i,
  /^(?:kb|win(?:dows)?|office|usb|wpa|ipv|sha|aes|rfc|iso|cve|aadsts)\d/i,
  /^\d+(?:st|nd|rd|th|am|pm|h|min|mins|gb|mb|tb|kb|hz|ghz|pcs|x|eur|usd|gbp|km|kg|hrs?|yrs?|wks?)\d*$/i,
  /^\d{1,2}(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\d{2,4}$/i,
  /^\d{4}q\d/i,
  /^(?:8[0-7]|c[01]|d0)[0-9a-f]{6}$/i,
];

const alternations = (token: string): number => token.match(/\d(?=[a-z])|[a-z](?=\d)/gi)?.length ?? 0;

function looseSerial(token: string): string | undefined {
  if (spoken.test(token) || notSerial.some((shape) => shape.test(token))) return undefined;
  const capital = token === token.toUpperCase();
  const plausible = token.length === 7 || alternations(token) > 1 || (capital && /\d.*\d/.test(token));
  return plausible ? token.toUpperCase() : undefined;
}

const isWritten = (token: string): boolean => token === token.toUpperCase() || !spoken.test(token);

const askedSerial = (token: string): string | undefined =>
  !isWritten(token) || notSerial.some((shape) => shape.test(token)) ? undefined : asWritten(token);

const introducedSerial = (token: string): string | undefined =>
  /\d/.test(token) ||
  (/^[A-Z]{5,}$/.test(token) && !/^(?:NUMBER|DEVICE|STATUS|LAPTOP|SERIAL|PLEASE|START)/.test(token))
    ? asWritten(token)
    : undefined;

const spacedSerial = (value: string): string | undefined =>
  bare(value).length > 6 && value.length - bare(value).length < 4 && /\d.*\d/.test(value)
    ? asWritten(value)
    : undefined;

/** Serial numbers in upper case. */
export const findSerials: Finder = (text) => {
  const found: Entity[] = hypervisorShapes.flatMap((shape) => matches('serial', shape, text, asWritten));
  for (const shape of makerShapes) found.push(...matches('serial', shape, text, bare));
  for (const shape of brokenShapes) found.push(...matches('serial', shape, text, bare));
  found.push(...matches('serial', placeholder, text, asWritten));
  found.push(...matches('serial', quoted, text, asWritten));
  found.push(...matches('serial', spaced, text, spacedSerial));
  found.push(...matches('serial', introduced, text, introducedSerial));
  found.push(...matches('serial', asked, text, askedSerial));
  found.push(...matches('serial', looseShape, text, looseSerial));
  return found;
};

/** Neighbours of a serial in a list are serials, too, so that none of several is dropped in silence. */
export const findListed: Finder = (text) => {
  const surely = new Set(matches('serial', known, text));
  const inOrder = [
    ...surely,
    ...matches('serial', listed, text, askedSerial),
    ...matches('serial', listedLetters, text, asWritten),
  ].sort((a, b) => a.start - b.start);
  const spread = (one: Entity | undefined, other: Entity, between: string): void => {
    if (one !== undefined && surely.has(one) && gap.test(between)) surely.add(other);
  };
  inOrder.forEach((each, at) => {
    const before = inOrder[at - 1];
    spread(before, each, text.slice(before?.end, each.start));
  });
  inOrder.toReversed().forEach((each, at, backwards) => {
    const behind = backwards[at - 1];
    spread(behind, each, text.slice(each.end, behind?.start));
  });
  return [...surely].filter(({ value }) => !value.startsWith(mask.serial));
};
