import { safePattern } from '../safe-pattern';

/** A regular expression of a rule; finds itself anywhere in a text, whatever the case. */
export interface Pattern {
  found(text: string): boolean;
}

/** What is compared with patterns is short; what comes later in a longer text is not looked at. */
const longestText = 1000;

/** Undefined for a pattern that cannot be evaluated, or not in linear time: rules are a tenant's text. */
export function patternOf(text: string): Pattern | undefined {
  const pattern = safePattern(lowerCase(text));
  return pattern && { found: (subject) => pattern.matches(subject.slice(0, longestText).toLowerCase()) };
}

/** Behind a backslash, a letter's case is its meaning. */
function lowerCase(pattern: string): string {
  return pattern.replace(/\\[^]|[^\\]+/g, (part) => (part.startsWith('\\') ? part : part.toLowerCase()));
}
