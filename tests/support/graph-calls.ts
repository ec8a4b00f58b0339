import type { LoggedPart, LoggedRequest } from '../../services/demo/requests';

/** What a tenant was asked to do, the parts of a batch in place of the batch. */
export function callsOf(requests: readonly LoggedRequest[]): readonly Omit<LoggedPart, 'id'>[] {
  return requests.flatMap(({ batch, ...request }): readonly Omit<LoggedPart, 'id'>[] => batch ?? [request]);
}

/** The paths that a tenant is asked for from now on. */
export function listeningTo(tenant: { requests(): readonly LoggedRequest[] }): () => readonly string[] {
  const before = tenant.requests().length;
  return () => callsOf(tenant.requests().slice(before)).map(({ path }) => path);
}
