/**
 * Microsoft publishes no rule for group tags; these survive the quotes of a dynamic group's rule and the commas of a
 * CSV (graph facts §2.7).
 */
export function isGroupTag(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9 ._-]{0,63}$/.test(text) && !text.endsWith(' ');
}

/** Entra's characters before the @, a domain with a dot after it. Intune itself checks the domain only. */
export function isUserPrincipalName(text: string): boolean {
  return /^[A-Za-z0-9'._!#^~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z0-9-]{2,63}$/.test(text);
}
