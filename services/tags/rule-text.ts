/** Whether a membership rule asks about what a tag becomes in Entra. */
export function asksForPhysicalIds(rule: string): boolean {
  return /physicalids/i.test(rule);
}

/** Whether a membership rule names this very tag, rather than only a part of it. */
export function isNamedIn(rule: string, tag: string): boolean {
  return rule.toLowerCase().includes(`[orderid]:${tag.toLowerCase()}"`);
}
