import { hasRole } from './actor';
import type { Standing } from './standing';

/**
 * Whether somebody looks after the devices with this group tag: asked before anything is told about a device or done
 * to it, unless it is their own. Case does not count; a device without tag is looked after by the unlimited only.
 */
export function mayHandleTag({ role, tagPrefixes }: Standing, groupTag: string | undefined): boolean {
  if (!hasRole({ role }, 'helpdesk')) return false;
  if (tagPrefixes === undefined) return true;
  const tag = groupTag?.trim().toLowerCase() ?? '';
  return tagPrefixes.some((prefix) => tag.startsWith(prefix.toLowerCase()));
}
