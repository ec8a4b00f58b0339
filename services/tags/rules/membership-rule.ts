import type { Result } from '../../result';
import { evaluateRule } from './evaluate-rule';
import { parseRule } from './parse-rule';
import type { Rule, RuleDoubt, RuleVerdict } from './rule';
import type { RuleDevice } from './rule-device';
import { tokensOf } from './rule-tokens';

/** The membership rule of a group, read once and asked for many devices. Nothing here throws. */
export interface MembershipRule {
  readonly text: string;
  verdictFor(device: RuleDevice): RuleVerdict;
}

export function membershipRule(text: string): MembershipRule {
  if (isAboutPeople(text)) return { text, verdictFor: () => ({ type: 'no' }) };
  const rule = parseRule(text);
  return { text, verdictFor: (device) => verdictOf(rule, device) };
}

function verdictOf(rule: Result<Rule, RuleDoubt>, device: RuleDevice): RuleVerdict {
  return rule.ok ? evaluateRule(rule.value, device) : { type: 'unknown', doubt: rule.error };
}

/** A group has either people or devices as its dynamic members, and a rule's properties tell which. */
function isAboutPeople(text: string): boolean {
  if (/^\s*direct reports for\b/i.test(text)) return true;
  const tokens = tokensOf(text);
  if (!tokens.ok) return false;
  const subjects = tokens.value.flatMap((token) =>
    token.type === 'word' ? [token.word.toLowerCase().split('.')[0]] : [],
  );
  return subjects.includes('user') && !subjects.includes('device');
}
