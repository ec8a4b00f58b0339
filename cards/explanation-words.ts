import { STATUS_CODES } from 'node:http';
import type { Phase } from '../services/knowledge/article';
import type { Decoded } from '../services/knowledge/decode';
import type { Explanation, OtherReading } from '../services/knowledge/explain';
import { clip } from './clip';
import { joined } from './joined';
import type { MessageKey, Say } from './messages';

const mostPhases = 3;
const longestWritten = 60;
const mostCodes = 2;

/** What is wrong, in one line: the article's title, or what the number itself says. */
export function titleOf(say: Say, { article, isOwn, row, decoded }: Explanation): string {
  if (isOwn) return article.title;
  const line = row?.meaning ?? (decoded === undefined ? article.title : decodedSentence(say, decoded));
  return line.replace(/\.$/, '');
}

/** The code in its spellings and its name. */
export function codeLine(say: Say, explanation: Explanation): string {
  const { article, isOwn, row, decoded, written } = explanation;
  if (decoded === undefined) {
    const [screen] = article.symbols;
    if (article.kind === 'screen')
      return screen === undefined ? '' : say('explain.onScreen', { text: screen });
    if (written !== article.id) return clip(written, longestWritten);
    return joined(say, [...article.codes.slice(0, mostCodes), screen ?? '']);
  }
  const { isPlain } = decoded;
  const own = isOwn && article.codes[0] === explanation.subject ? article.symbols[0] : undefined;
  const symbol =
    own ?? (row?.symbol !== '' ? row?.symbol : undefined) ?? decoded.symbols[0] ?? decoded.embedded?.symbol;
  return joined(say, [
    isPlain ? String(decoded.value) : decoded.hex,
    isPlain ? '' : String(decoded.signed),
    symbol ?? article.symbols[0] ?? '',
  ]);
}

/** What the bits say, for a code that nobody has explained. */
function decodedSentence(
  say: Say,
  { symbols, embedded, raisedBy, facilityName, isCustom, hasFailed, ...number }: Decoded,
) {
  if (embedded?.kind === 'win32' && embedded.symbol !== '') {
    return say('explain.decoded.win32', { symbol: embedded.symbol, number: String(embedded.value) });
  }
  if (embedded?.kind === 'http' || embedded?.kind === 'syncml') {
    return say(`explain.decoded.${embedded.kind}`, { status: httpName(embedded.value) });
  }
  const name = symbols[0] ?? embedded?.symbol ?? '';
  const who = raisedBy || facilityName;
  if (name !== '')
    return say(who === '' ? 'explain.decoded.symbol' : 'explain.decoded.symbolBy', { symbol: name, who });
  if (isOwnNumber(number.signed)) return say('explain.decoded.exitCode', { number: String(number.signed) });
  if (isCustom) return say('explain.decoded.custom', { number: number.hex });
  if (hasFailed && who === '') {
    return say('explain.decoded.unpublished', { facility: number.facility, number: String(number.code) });
  }
  return say(hasFailed ? 'explain.decoded.facility' : 'explain.decoded.success', {
    who,
    number: String(number.code),
  });
}

/** Scripts and installers end with small numbers below zero that are theirs alone. */
function isOwnNumber(signed: number): boolean {
  return signed < 0x1_0000 && signed > -0x1_0000;
}

function httpName(status: number): string {
  return `${status} ${STATUS_CODES[status] ?? ''}`.trim();
}

/** What it means, in the phase where it was met if that makes a difference. */
export function meaningOf(say: Say, { article, phase }: Explanation): string {
  const here = article.inPhase?.find((each) => each.phase === phase);
  if (here === undefined) return article.meaning.text;
  return say('explain.inPhase', { phase: phaseName(say, here.phase), text: here.text });
}

/** What else there is to say about this code here: the sub-step, other readings. */
export function notesOn(say: Say, explanation: Explanation): readonly string[] {
  const { article, decoded, isOwn, subStep, otherReadings } = explanation;
  return [
    ...(subStep === undefined ? [] : [say(`explain.subStep.${subStep}` as MessageKey)]),
    ...(isOwn || decoded === undefined ? [] : [partsOf(say, decoded)]),
    ...(isOwn ? [] : [say('explain.noArticle', { meaning: article.meaning.text })]),
    ...otherReadings.map((reading) => otherReading(say, reading)),
  ];
}

/** Severity, facility and number, as the bits say. */
function partsOf(
  say: Say,
  { isPlain, hasFailed, facility, facilityName, raisedBy, code, signed }: Decoded,
): string {
  if (isPlain || isOwnNumber(signed)) return say('explain.parts.plain', { number: String(signed) });
  return say(hasFailed ? 'explain.parts.failure' : 'explain.parts.success', {
    who: raisedBy || facilityName || say('explain.parts.unnamed'),
    facility: String(facility),
    number: String(code),
  });
}

function otherReading(say: Say, reading: OtherReading): string {
  return reading.type === 'http'
    ? say('explain.also.http', { status: httpName(reading.status) })
    : say('explain.also.windows', { symbol: reading.symbol });
}

/** Phases and layers in which it is met. */
export function whereText(say: Say, explanation: Explanation): string {
  const phases = phasesText(say, explanation);
  if (phases === '') return '';
  const layers = explanation.article.layers.map((each) => say(`explain.layers.${each}`)).join(', ');
  return joined(say, [say('explain.where', { phases }), say('explain.layer', { layers })]);
}

/** The phase that was named, else those in which it is met most. */
export function phasesText(say: Say, { article, phase, isOwn }: Explanation): string {
  if (!isOwn) return '';
  const phases = phase === undefined || !article.phases.includes(phase) ? article.phases : [phase];
  return phases
    .slice(0, mostPhases)
    .map((each) => phaseName(say, each))
    .join(', ');
}

function phaseName(say: Say, phase: Phase): string {
  return say(`explain.phases.${phase}`);
}
