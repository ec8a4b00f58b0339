import { z } from 'zod';

/**
 * What became of a call to Teams. `refused`: Teams said that it did not take it. `not-sent`: it never left, or nobody
 * was there. `unknown`: it may have been taken.
 */
export type Fate =
  | { readonly type: 'taken' }
  | { readonly type: 'refused'; readonly status: number; readonly retryAfterMs?: number }
  | { readonly type: 'not-sent' }
  | { readonly type: 'unknown'; readonly status?: number; readonly retryAfterMs?: number };

/** The call was not made: its conversation was not free in time, or whoever asked for it gave it up. */
export class NotSent extends Error {
  override readonly name = 'NotSent';

  /** After `freeInMs` it could have gone. */
  constructor(readonly freeInMs: number) {
    super('The conversation was not free in time');
  }
}

/** No connection came about, so nothing was sent on it. */
const unconnected: readonly unknown[] = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
];

/** Nobody is kept silent for longer by one answer. */
const longestRetryAfterMs = 10 * 60 * 1000;

/** What the SDK's errors carry (facts: Teams §3). */
const sdkError = z.object({
  statusCode: z.number().optional().catch(undefined),
  code: z.string().optional().catch(undefined),
  response: z
    .object({ headers: z.custom<{ get(name: string): unknown }>((it) => it !== undefined) })
    .optional()
    .catch(undefined),
});

/** `now` (ms since 1970) is for a Retry-After that names a date. */
export function fateOf(error: unknown, now: number): Fate {
  if (error instanceof NotSent) return { type: 'not-sent' };
  const { statusCode: status, code, response } = sdkError.safeParse(error).data ?? {};
  if (status === undefined) return { type: unconnected.includes(code) ? 'not-sent' : 'unknown' };
  // Only the answer could not be read.
  if (status < 300) return { type: 'taken' };
  const retryAfterMs = delayMs(response?.headers.get('retry-after'), now);
  const type = status >= 500 || status === 408 ? 'unknown' : 'refused';
  return { type, status, ...(retryAfterMs !== undefined && { retryAfterMs }) };
}

/** RFC 9110: a number of seconds or a date. */
function delayMs(value: unknown, now: number): number | undefined {
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const seconds = Number(value);
  const ms = Number.isNaN(seconds) ? Date.parse(value) - now : seconds * 1000;
  return Number.isFinite(ms) ? Math.min(Math.max(0, ms), longestRetryAfterMs) : undefined;
}
