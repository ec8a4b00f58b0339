import { fail, ok, type Result } from '../../result';
import type { RuleDoubt } from './rule';

export type Token =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'word'; readonly word: string }
  | { readonly type: 'mark'; readonly mark: string };

/** Entra takes 3,072 characters (learn.microsoft.com/entra/identity/users/groups-dynamic-membership). */
const longestRule = 10_000;
const longestNear = 40;

/** A back-tick takes a quote's meaning from it; two single quotes stand for one. */
const token = /\s*(?:"((?:`[^]|[^"`])*)"|'((?:''|[^'])*)'|([()[\],])|([^\s()[\],"']+))/y;

export function tokensOf(rule: string): Result<readonly Token[], RuleDoubt> {
  if (rule.length > longestRule) return fail({ type: 'too-long' });
  const text = rule.trim();
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; at = token.lastIndex) {
    token.lastIndex = at;
    const found = token.exec(text);
    if (found === null) return fail({ type: 'not-understood', near: text.slice(at, at + longestNear) });
    tokens.push(tokenOf(found));
  }
  return ok(tokens);
}

function tokenOf([, double, single, mark, word = '']: RegExpExecArray): Token {
  if (double !== undefined) return { type: 'text', text: double.replace(/`(["`])/g, '$1') };
  if (single !== undefined) return { type: 'text', text: single.replaceAll("''", "'") };
  return mark === undefined ? { type: 'word', word } : { type: 'mark', mark };
}

/** The word as operators are compared: any case, with or without the hyphen, which some write as a dash. */
export function operatorName(token: Token | undefined): string {
  return token?.type === 'word' ? token.word.replace(/^[-–—]/, '').toLowerCase() : '';
}

export function shown(token: Token | undefined): string {
  if (token === undefined) return '';
  const text = token.type === 'mark' ? token.mark : token.type === 'word' ? token.word : token.text;
  return text.slice(0, longestNear);
}
