/** What of a tag counts when tags are compared for slips: letters and digits in lower case. */
export function keyOf(tag: string): string {
  return tag.toLowerCase().replace(/[^a-z0-9]/g, '');
}
