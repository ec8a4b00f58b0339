import { isRecord } from './http-shapes';

const prefix = 'simulated-tenant.';

/** A bearer token that only this tenant understands: unsigned, it carries the granted permissions. */
export function issueToken(permissions: readonly string[]): string {
  return prefix + Buffer.from(JSON.stringify({ permissions })).toString('base64url');
}

/** The permissions a token grants; undefined for a token of somebody else. */
export function readToken(token: string): readonly string[] | undefined {
  if (!token.startsWith(prefix)) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.slice(prefix.length), 'base64url').toString());
    const permissions = isRecord(claims) ? claims['permissions'] : undefined;
    return Array.isArray(permissions) ? permissions.map(String) : undefined;
  } catch {
    return undefined;
  }
}
