import type { GraphFailure } from './graph-failure';

const refusals: ReadonlySet<GraphFailure['type']> = new Set([
  'unauthorized',
  'forbidden',
  'not-found',
  'not-offered',
  'bad-request',
  'conflict',
  'throttled',
]);

/** Codes of a request that never left: no token, no address, no connection. */
const neverLeft = /^(SignInUnreachable|ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT)$/;

/**
 * True when a write that failed so changed nothing: it was refused (any 4xx but 408 and 424) or never left. Any other
 * failure leaves that open: look before it is repeated (facts: graph §8.2).
 */
export function surelyNotDone({ type, code = '' }: GraphFailure): boolean {
  return refusals.has(type) || (type === 'unreachable' && neverLeft.test(code));
}

/** The request was longer than Graph takes (413): the same in smaller pieces may pass. */
export function isTooLarge({ status }: GraphFailure): boolean {
  return status === 413;
}
