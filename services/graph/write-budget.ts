import type { Result } from '../result';
import type { GraphCall } from './sender';

/**
 * The writes that the tenant's Intune takes: 100 in 20 s from one app, whoever asks for them (facts: graph §8.2).
 * `reserve` gives the ms after which that many may be sent, or refuses when that is later than `withinMs`: then
 * nothing was taken, and `retryAfterMs` says when it is worth asking again.
 */
export interface WriteBudget {
  reserve(writes: number, withinMs: number): Promise<Result<number, { readonly retryAfterMs: number }>>;
}

const rationed = '/deviceManagement/';

/** What a request, or a part of a batch, takes from the budget: Intune counts by method, a search by POST too. */
export function writesOf({ method, path }: Pick<GraphCall, 'method' | 'path'>): number {
  return method !== 'GET' && path.startsWith(rationed) ? 1 : 0;
}
