import type { Entity } from './entities/entity';

/** Where a sentence says why: a half-open range of its text, and the reason without the word that leads to it. */
interface Reason {
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

const mostSearched = 2_000;
const mostKept = 300;

const firmly =
  '(?:because(?: of)?|since|due to|given that|on the grounds? that|for the reason(?: that)?|(?:the |my )?reason(?: is| being)?(?= ?:| the | that )|weil|parce que|porque)';
const link = `(?:${firmly}|as|reason|with (?:the |this )?(?:reason|comment|note)|for(?= (?:being|having|the|its)\\b))`;
const order = '(?:reject|decline|deny|refuse|veto|turn down|disapprove)';
const polite =
  '(?:please|pls|bitte|now|then|today|thanks|thank you|for me|for now|as well|too|also|from me|sorry)';

/** "because the tag is wrong, reject 12" */
const before = new RegExp(
  `^(?:because(?: of)?|since|as|due to|weil) (?<why>[^,;]{2,300})[,;] ?(?:(?:so|then|therefore|please|i|we|now|hereby) )*${order}\\b`,
  'iu',
);
const anywhere = new RegExp(`\\b${firmly}[ :,]+`, 'iu');
/** What still belongs to the number: "12 is rejected", "turn 12 down". */
const verdict =
  /^["')\]]*(?: (?:is|was|has been|must be|should be|will be|hereby|rejected|declined|denied|refused|vetoed|turned down|not approved|not ok|down|back))*(?![\p{L}\p{N}])/iu;
const politely = new RegExp(
  `^(?:[ ,;:.!-]*(?:${polite})(?= ?(?:$|[,;:.!(-])| (?:${link}|${polite})(?![\\p{L}\\p{N}])))+`,
  'iu',
);
const leading = new RegExp(`^(?<mark>[ ,;:.!(-]*)(?<word>${link}(?![\\p{L}\\p{N}]))?[ :,]*`, 'iu');
/** Without a mark or a word between, these go on with the order instead of saying why. */
const goesOn =
  /^(?:and|or|of|from|by|for|in|on|to|until|with|at|if|when|unless|instead|it|them|this|that|requests?|\d)(?![\p{L}\p{N}])/iu;
const numbersOnly = /^(?:[#\d\s,&+]|and|requests?)*$/iu;

/** What is no reason: the order is taken back, or another one follows. */
const turnsRound =
  /^[ ,;:.(-]*(?:no(?= ?[,.!]| wait|$)|wait|stop|actually|never ?mind|forget|oops|hang on|cancel)|\b(?:approve|accept|undo|reject|decline|revert) (?:the )?(?:request )?#? ?\d/iu;

const kept = (written: string): string =>
  written
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .replace(/^[^(]+\)$/, (unopened) => unopened.slice(0, -1))
    .slice(0, mostKept)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trim();

function reasonFrom(text: string, start: number): Reason | undefined {
  const value = kept(text.slice(start, start + mostSearched));
  const isOne = /[\p{L}\p{N}]/u.test(value) && !numbersOnly.test(value);
  return isOne ? { start, end: text.length, value } : undefined;
}

function firmReason(text: string): Reason | undefined {
  const found = anywhere.exec(text.slice(0, mostSearched));
  return found === null ? undefined : reasonFrom(text, found.index + found[0].length);
}

function behindNumber(text: string, { end }: Entity): Reason | undefined {
  let at = end;
  for (const shape of [verdict, politely])
    at += shape.exec(text.slice(at, at + mostSearched))?.[0].length ?? 0;
  const led = leading.exec(text.slice(at, at + mostSearched));
  const { mark = '', word } = led?.groups ?? {};
  if (word === undefined && turnsRound.test(text.slice(at, at + mostSearched))) return undefined;
  const start = at + (led?.[0].length ?? 0);
  const isLed = word !== undefined || /[^ ]/.test(mark);
  return isLed || !goesOn.test(text.slice(start, start + 20)) ? reasonFrom(text, start) : firmReason(text);
}

/** Why a request is rejected, as the sentence says it, at most 300 characters: "reject 12 because the tag is wrong". */
export function reasonIn(text: string, entities: readonly Entity[]): Reason | undefined {
  const first = before.exec(text)?.groups?.['why'];
  if (first !== undefined) {
    const start = text.indexOf(first);
    return { start, end: start + first.length, value: kept(first) };
  }
  const firm = firmReason(text);
  const number = entities.find(
    ({ kind, start }) => (kind === 'request' || kind === 'number') && start < (firm?.start ?? text.length),
  );
  return number === undefined ? firm : behindNumber(text, number);
}

const rejection = new RegExp(
  `^(?:(?:please|pls|hi|hello|hey|ok|sorry|no)[ ,!]+)*(?:${order} (?:the )?(?:(?:request|req|change)(?: (?:no\\.?|number|nr\\.?))? ?)?#? ?\\d{1,9}|(?:request )?#? ?\\d{1,9} is (?:rejected|declined))(?= ?[,;:.(-]| (?:${link})(?![\\p{L}\\p{N}]))`,
  'iu',
);
/**
 * The rejection at the head of a text, without its reason: that one speaks of tags, people and deletions too, and
 * orders none of them. The whole text where there is no such head.
 */
export function withoutReason(text: string): string {
  const head = rejection.exec(text)?.[0];
  return head === undefined || turnsRound.test(text.slice(head.length)) ? text : head;
}
