import type { Article, CodeRow, Phase } from './article';
import { codeNumber, hexOf } from './code-number';
import { decode, type Decoded } from './decode';
import type { Library } from './library';
import type { Symbols } from './symbols';

/** A code as somebody met it. */
export interface MetCode {
  /** As it was written, or a name that stands for it. */
  readonly written: string;
  /** The digit before it on the line "Registering your device for mobile management". */
  readonly subStep?: number;
  /** Where the device stood, if that was said. */
  readonly phase?: Phase;
}

/** What is known of one code. `article` is its own, or that of its family when `isOwn` is false. */
export interface Explanation {
  /** What the code is asked for by: a key of `CodeNumber`, a name, or an article's id. */
  readonly subject: string;
  readonly written: string;
  readonly article: Article;
  readonly isOwn: boolean;
  /** What the number says when no article of its own does. */
  readonly row?: CodeRow;
  readonly decoded?: Decoded;
  readonly subStep?: number;
  readonly phase?: Phase;
  /** What else a plain number may be. */
  readonly otherReadings: readonly OtherReading[];
}

export type OtherReading =
  { readonly type: 'http'; readonly status: number } | { readonly type: 'windows'; readonly symbol: string };

/** What a verdict on it is about: the article, in whatever spelling it was asked for. */
export function aboutOf({ isOwn, article, subject }: Explanation): string {
  return isOwn ? article.id : subject;
}

/** Undefined when it is no code: too long, no digits, or a name that nothing bears. */
export function explainCode(met: MetCode, library: Library, symbols: Symbols): Explanation | undefined {
  const number = codeNumber(met.written) ?? numberNamed(met.written, library, symbols);
  if (number === undefined) return explainName(met, library);
  const { key, value } = number;
  const decoded = decode(value, symbols);
  const inside = insideOf(decoded);
  const own = library.articleOf(key) ?? (inside === undefined ? undefined : library.articleOf(inside));
  const row = library.rowOf(key) ?? (inside === undefined ? undefined : library.rowOf(inside));
  return {
    ...circumstances(met),
    subject: key,
    article: own ?? library.familyArticle(row?.family ?? decoded.family),
    isOwn: own !== undefined,
    ...(row && { row }),
    decoded,
    otherReadings: otherReadings(decoded, own, row),
  };
}

const httpFailures = { first: 400, last: 599, facility: 0x8019_0000 };

/** The number by which the same failure is known elsewhere: a Win32 error within, or an HTTP status on its own. */
function insideOf({ value, embedded }: Decoded): string | undefined {
  if (embedded?.kind === 'win32') return String(embedded.value);
  const isHttp = value >= httpFailures.first && value <= httpFailures.last;
  return isHttp ? hexOf(httpFailures.facility + value) : undefined;
}

/** What stands behind a screen, or a search result. */
export function explainArticle(article: Article, met: MetCode): Explanation {
  return { ...circumstances(met), subject: article.id, article, isOwn: true, otherReadings: [] };
}

function circumstances({ written, subStep, phase }: MetCode) {
  return { written, ...(subStep !== undefined && { subStep }), ...(phase !== undefined && { phase }) };
}

function numberNamed(name: string, library: Library, symbols: Symbols) {
  const key = library.articleNamed(name)?.codes[0] ?? library.keyNamed(name);
  const value = key === undefined ? symbols.valueOf(name) : undefined;
  return codeNumber(key ?? String(value ?? ''));
}

/** Entra's own numbers for sign-ins that failed. */
const signInNumber = /^AADSTS\d{4,7}$/i;

/** Some failures have a name and no number. */
function explainName(met: MetCode, library: Library): Explanation | undefined {
  const article = library.articleOf(met.written.toUpperCase()) ?? library.articleNamed(met.written);
  if (article !== undefined) return { ...explainArticle(article, met), subject: met.written };
  if (!signInNumber.test(met.written)) return undefined;
  const family = library.familyArticle('device-registration');
  return { ...explainArticle(family, met), subject: met.written, isOwn: false };
}

/** A number below 65,536 has no facility that would say whose it is. */
function otherReadings(
  { value, symbols, isPlain }: Decoded,
  article: Article | undefined,
  row: CodeRow | undefined,
): readonly OtherReading[] {
  if (!isPlain) return [];
  const taken = new Set([...(article?.symbols ?? []), row?.symbol].map((name) => name?.toUpperCase()));
  const [first] = symbols.filter((name) => !name.startsWith('STATUS_'));
  const isSaid = first === undefined || taken.has(first) || (article ?? row) === undefined;
  return [
    ...(isSaid ? [] : [{ type: 'windows', symbol: first } as const]),
    ...(value >= 100 && value < 600 ? [{ type: 'http', status: value } as const] : []),
  ];
}
