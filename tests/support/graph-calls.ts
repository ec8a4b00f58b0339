import type { LoggedPart, LoggedRequest } from '../../services/demo/requests';

/** What a tenant was asked to do, the parts of a batch in place of the batch. */
export function callsOf(requests: readonly LoggedRequest[]): readonly Omit<LoggedPart, 'id'>[] {
  return requests.flatMap(({ batch, ...request }): readonly Omit<LoggedPart, 'id'>[] => batch ?? [request]);
}
