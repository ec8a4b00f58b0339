import { compared } from './compare';
import type { Rule, RuleVerdict } from './rule';
import { propertyName, type RuleDevice } from './rule-device';

const yes: RuleVerdict = { type: 'yes' };
const no: RuleVerdict = { type: 'no' };

/** No device is without them, whatever their value. */
const neverEmpty = ['objectid', 'deviceid', 'displayname', 'accountenabled'];

/** Whether the rule holds for the device. What is not known is unknown, unless the rest of the rule decides it. */
export function evaluateRule(rule: Rule, device: RuleDevice, item?: string): RuleVerdict {
  switch (rule.type) {
    case 'and':
      return combined(rule.parts, 'no', (part) => evaluateRule(part, device, item));
    case 'or':
      return combined(rule.parts, 'yes', (part) => evaluateRule(part, device, item));
    case 'not':
      return opposite(evaluateRule(rule.of, device, item));
    case 'any':
    case 'all':
      return quantified(rule, device);
    case 'compare': {
      if (rule.property === '_')
        return item === undefined ? doubtOf('_') : compared(rule.operator, item, rule.value);
      const property = propertyName(rule.property);
      const value = device.properties[property];
      if (value !== undefined) return compared(rule.operator, value, rule.value);
      const asksForNone = rule.value.type === 'null' && neverEmpty.includes(property);
      if (asksForNone && rule.operator === 'eq') return no;
      if (asksForNone && rule.operator === 'ne') return yes;
      return doubtOf(property);
    }
  }
}

/** The first decisive verdict, else the first doubt, else the other verdict. */
function combined<T>(
  parts: readonly T[],
  decisive: 'yes' | 'no',
  verdictOf: (part: T) => RuleVerdict,
): RuleVerdict {
  let doubt: RuleVerdict | undefined;
  for (const part of parts) {
    const verdict = verdictOf(part);
    if (verdict.type === decisive) return verdict;
    if (verdict.type === 'unknown') doubt ??= verdict;
  }
  return doubt ?? (decisive === 'yes' ? no : yes);
}

function opposite(verdict: RuleVerdict): RuleVerdict {
  if (verdict.type === 'unknown') return verdict;
  return verdict.type === 'yes' ? no : yes;
}

function quantified(rule: Extract<Rule, { type: 'any' | 'all' }>, device: RuleDevice): RuleVerdict {
  if (propertyName(rule.property) !== 'devicephysicalids') return doubtOf(rule.property);
  const decisive = rule.type === 'any' ? 'yes' : 'no';
  const verdict = combined(device.physicalIds, decisive, (item) =>
    evaluateRule(rule.condition, device, item),
  );
  if (verdict.type === decisive || verdict.type === 'unknown') return verdict;
  const isOpen =
    rule.type === 'any' ? asksFor(rule.condition, device.openPrefixes) : device.openPrefixes.length > 0;
  return isOpen ? doubtOf('devicephysicalids') : verdict;
}

/** Whether a condition names one of these beginnings of physical ids, of which further ones may exist. */
function asksFor(condition: Rule, prefixes: readonly string[]): boolean {
  switch (condition.type) {
    case 'and':
    case 'or':
      return condition.parts.some((part) => asksFor(part, prefixes));
    case 'not':
      return asksFor(condition.of, prefixes);
    case 'any':
    case 'all':
      return true;
    case 'compare': {
      const { value } = condition;
      const texts = value.type === 'list' ? value.texts : value.type === 'text' ? [value.text] : [];
      const names = prefixes.map((prefix) => prefix.toLowerCase());
      // Patterns write brackets with backslashes.
      return texts
        .map((text) => text.toLowerCase().replaceAll('\\', ''))
        .some((text) => names.some((name) => text.includes(name) && text !== name));
    }
  }
}

function doubtOf(property: string): RuleVerdict {
  return { type: 'unknown', doubt: { type: 'property', property } };
}
