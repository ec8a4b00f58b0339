import type { Slots } from '../slots';
import { asksToClear } from './clear-words';

/** Longer than any tag, so that it can be said what is wrong with it. */
const mostKept = 1_000;
const mostWords = 4;

const quotations: readonly RegExp[] = [/^"(.*)"/s, /^“(.*)”/s, /^„(.*)[“”]/s, /^«(.*)»/s, /^['‘](.*)['’]/s];

/** What leads from the devices, or from the number of a request, to the tag. */
const link =
  /^[\s"'”’,;:.)\]]*(?:(?:and|but|then|please|change|set|make|put|give|tag|label|it|its|them|their|these|those|all|the|group|grouptag|should|must|shall|needs|to|get|gets|have|has|receive) ){0,8}(?:be|is|as|with|using|to|into|under|tag|=>?|->|:)\s+(?:(?:the|a|group|tag|tag:) ){0,3}/i;
/** `set the tag "UK,Corp" on …`, `put ${x} on …` */
const ahead =
  /\b(?:tag|label|put|apply|use|assign)\s+(?:(?:the|a|group|tag|label)\s+){0,3}(?<tag>\S[^\n]{0,1000}?)\s+(?:on|onto|for|to)\s+(?:the\s+)?(?:devices?\s+|serials?\s+)?["'“(]?$/i;
/** Devices without their serials: those of a file. */
const others =
  /\b(?:these|those|them|this|it|all|everything|file|csv|list|attached|devices|laptops|serials)(?=\s|$|:)/gi;
/** Where a tag without quotation marks ends: at the next clause. */
const clause =
  /(?:[,;.!?]+(?:\s|$)|\s+(?:please|pls|thanks|thank you|now|today|asap|because|since|as|so|and|but|for|in|when|if|instead|not|then|they|it|we|i|before|until|on)(?!\p{L})).*$/isu;
const idle =
  /^(?:(?:well|soon|usual|before|requested|agreed|follows|needed|asked|is|it|them|these|those|this|all|please|pls|now|thanks|thank|again|too|also|for|of|on|in|from|and|or|to|as|with|the|not)(?!\p{L})|[^\p{L}\p{N}$<{&"']+$)/iu;

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Whether the tag that was recognised stands there as it is, and not as part of something longer. */
const standsAlone = (tag: string, text: string): boolean =>
  new RegExp(`(?<![^\\s"'“„«‘(:=>])${escaped(tag)}(?=["'”“»’)]*(?:$|\\s|[.,;:!?]+(?:\\s|$)))`).test(text);

function between(written: string): string | undefined {
  const text = written.trim();
  const inside = quotations.map((shape) => shape.exec(text)?.[1]).find((each) => each !== undefined);
  if (inside !== undefined) return inside.slice(0, mostKept) || undefined;
  const bare = text.replace(clause, '').replace(/[\s.,;:!?]+$/, '');
  if (bare === '' || idle.test(bare) || bare.split(/\s+/).length > mostWords) return undefined;
  return bare.slice(0, mostKept);
}

/** Where the text names what gets the tag: the devices, the request, or the devices of a file. */
function subjectIn(text: string, { serials, requestId }: Slots): readonly [number, number] | undefined {
  const upper = text.toUpperCase();
  const named = serials.length > 0 ? serials : requestId === undefined ? [] : [requestId];
  const [first, last] = [named[0], named.at(-1)];
  if (first !== undefined && last !== undefined && upper.length === text.length) {
    const [start, end] = [upper.indexOf(first), upper.indexOf(last)];
    return start < 0 || end < 0 ? undefined : [start, end + last.length];
  }
  const found = [...text.matchAll(others)].at(-1);
  return found === undefined ? undefined : [found.index, found.index + found[0].length];
}

function parsedTag(text: string, slots: Slots): string | undefined {
  const subject = subjectIn(text, slots);
  if (subject === undefined) return undefined;
  const behind = text.slice(subject[1]);
  const led = link.exec(behind);
  if (led !== null) return between(behind.slice(led[0].length));
  const before = ahead.exec(text.slice(0, subject[0]))?.groups?.['tag'];
  if (before !== undefined) return between(before);
  const rest = behind.replace(/^["'”’]?[\s,;:.]*/, '');
  return slots.requestId === undefined && /^(?:\S+|".*")[\s.!?]*$/s.test(rest) ? between(rest) : undefined;
}

/**
 * The group tag as a text has it, also one that cannot be a group tag (`UK,Corp`, `${x}`), so that this can be said of
 * it. At most 1,000 characters; undefined where none is named, and where the tag is to be cleared.
 */
export function writtenTag(text: string, slots: Slots): string | undefined {
  if (asksToClear(text)) return undefined;
  const { tag } = slots;
  return tag !== undefined && standsAlone(tag, text) ? tag : (parsedTag(text, slots) ?? tag);
}
