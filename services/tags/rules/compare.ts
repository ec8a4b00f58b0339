import { patternOf } from './pattern';
import type { Operator, RuleValue, RuleVerdict } from './rule';

type Test = (text: string, value: string) => boolean | undefined;

const opposites: Partial<Readonly<Record<Operator, Operator>>> = {
  ne: 'eq',
  notstartswith: 'startswith',
  notcontains: 'contains',
  notmatch: 'match',
  notin: 'in',
};

/** Both in lower case; undefined where the comparison has no clear meaning. */
const tests: Partial<Readonly<Record<Operator, Test>>> = {
  eq: (text, value) => text === value,
  startswith: (text, value) => text.startsWith(value),
  contains: (text, value) => text.includes(value),
  le: (text, value) => ordered(text, value, (a, b) => a <= b),
  lt: (text, value) => ordered(text, value, (a, b) => a < b),
  ge: (text, value) => ordered(text, value, (a, b) => a >= b),
  gt: (text, value) => ordered(text, value, (a, b) => a > b),
};

/** How a value that is known (null: known to be empty) compares; letters compare whatever their case, as in Entra. */
export function compared(operator: Operator, known: string | null, value: RuleValue): RuleVerdict {
  const positive = opposites[operator];
  if (positive === undefined) return holds(operator, known, value);
  const verdict = holds(positive, known, value);
  if (verdict.type === 'unknown') return verdict;
  return { type: verdict.type === 'yes' ? 'no' : 'yes' };
}

function holds(operator: Operator, known: string | null, value: RuleValue): RuleVerdict {
  if (value.type === 'null') return operator === 'eq' ? told(known === null) : notTold(operator);
  if (value.type === 'list') {
    return told(value.texts.some((text) => text.toLowerCase() === known?.toLowerCase()));
  }
  if (known === null) return value.text === '' ? notTold(operator) : told(false);
  if (operator === 'match') return matched(known, value.text);
  const result = tests[operator]?.(known.toLowerCase(), value.text.toLowerCase());
  return result === undefined ? notTold(operator) : told(result);
}

function matched(known: string, text: string): RuleVerdict {
  const pattern = patternOf(text);
  if (pattern === undefined) return { type: 'unknown', doubt: { type: 'pattern', pattern: text } };
  return told(pattern.found(known));
}

/** Entra documents no order of texts: only whole numbers are compared. */
function ordered(
  text: string,
  value: string,
  compare: (a: number, b: number) => boolean,
): boolean | undefined {
  const areNumbers = [text, value].every((each) => /^-?\d{1,15}$/.test(each));
  return areNumbers ? compare(Number(text), Number(value)) : undefined;
}

function told(result: boolean): RuleVerdict {
  return { type: result ? 'yes' : 'no' };
}

function notTold(operator: Operator): RuleVerdict {
  return { type: 'unknown', doubt: { type: 'operator', operator } };
}
