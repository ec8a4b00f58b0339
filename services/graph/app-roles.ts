import { z } from 'zod';
import { fail, ok, type Result } from '../result';
import type { GraphFailure } from './graph-failure';
import { literal, withQuery } from './odata';
import { parsePage } from './wire';

/** The app's own object in the tenant, with the roles that it offers. */
export interface AppPrincipal {
  readonly id: string;
  /** Value by the role's id, lower case; only roles that are enabled. */
  readonly roles: ReadonlyMap<string, string>;
}

export function pathOfAppPrincipal(appId: string): string {
  return withQuery('/servicePrincipals', {
    $filter: `appId eq ${literal(appId)}`,
    $select: 'id,appId,appRoles',
  });
}

/**
 * A person's roles in one app, also those of groups they are a direct member of. Asked without the "eventual"
 * consistency that the reference offers for long lists: its index may still have what was just withdrawn.
 */
export function pathOfAppRoleAssignments(personId: string, principalId: string): string {
  return withQuery(`/users/${encodeURIComponent(personId)}/appRoleAssignments`, {
    $filter: `resourceId eq ${principalId}`,
  });
}

const guid = z.string().min(1).toLowerCase();
const appRole = z.object({ id: guid, value: z.string().nullish(), isEnabled: z.boolean() });
const appPrincipal = z.object({ id: guid, appId: guid, appRoles: z.array(appRole) });

export function parseAppPrincipal(answer: unknown, appId: string): Result<AppPrincipal, GraphFailure> {
  const page = parsePage(answer, appPrincipal);
  if (!page.ok) return page;
  const found = page.value.rows.find((row) => row.appId === appId.toLowerCase());
  if (found === undefined) return fail({ type: 'not-found' });
  const enabled = found.appRoles.filter(({ isEnabled }) => isEnabled);
  return ok({ id: found.id, roles: new Map(enabled.map(({ id, value }) => [id, value ?? ''])) });
}

const assignment = z.object({ appRoleId: guid, resourceId: guid });

/** Values of the person's roles in this app. */
export function parseAppRoles(
  answer: unknown,
  { id, roles }: AppPrincipal,
): Result<readonly string[], GraphFailure> {
  const page = parsePage(answer, assignment);
  if (!page.ok) return page;
  if (page.value.nextLink !== undefined) return fail({ type: 'incomplete' });
  const own = page.value.rows.filter(({ resourceId }) => resourceId === id);
  return ok(own.flatMap(({ appRoleId }) => roles.get(appRoleId) ?? []));
}
