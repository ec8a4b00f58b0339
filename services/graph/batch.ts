import { z } from 'zod';
import type { Clock } from '../clock';
import type { Result } from '../result';
import { fail, ok } from '../result';
import type { Deadline, Pause } from './deadline';
import { failureOfAnswer } from './failure-of-answer';
import type { GraphFailure } from './graph-failure';
import type { Attempt, RetryPolicy } from './retry-policy';
import { pauseBeforeRetry } from './retry-policy';
import type { GraphCall, Send } from './sender';
import { paused } from './sender';
import { writesOf } from './write-budget';

/** One part of a batch; `path` begins with `/`, without version. */
export interface BatchRequest {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  /** A POST that only asks may be sent again, as a GET may. */
  readonly isRead?: boolean;
}

type BatchCall = Pick<GraphCall, 'version' | 'requestMs'>;

export interface BatchOptions extends RetryPolicy {
  readonly send: Send;
  readonly clock: Clock;
  readonly pause: Pause;
}

export type BatchResult = Result<unknown, GraphFailure>;

/** Graph left a part out of its answer. */
const missing: BatchResult = fail({ type: 'invalid-answer' });

/** Graph's limit of parts per batch (facts: graph §8.2). */
export const partsPerBatch = 20;

/** How many batches are under way at once; those that write wait for the budget and must not take it all ahead. */
const parallel = { reads: 6, writes: 1 };

/** Reads one part's answer, if the part is there and went well. */
export function parsedPart<T>(
  result: BatchResult | undefined,
  parse: (answer: unknown) => Result<T, GraphFailure>,
): Result<T, GraphFailure> {
  if (!result) return fail({ type: 'invalid-answer' });
  return result.ok ? parse(result.value) : result;
}

/** Sends parts in chunks of 20; gives one result per part, in the order of the requests. Never rejects. */
export async function sendBatch(
  requests: readonly BatchRequest[],
  call: BatchCall,
  deadline: Deadline,
  options: BatchOptions,
): Promise<readonly BatchResult[]> {
  const chunks = Array.from({ length: Math.ceil(requests.length / partsPerBatch) }, (_, index) =>
    requests.slice(index * partsPerBatch, (index + 1) * partsPerBatch),
  );
  const abreast = parallel[requests.every(isRead) ? 'reads' : 'writes'];
  const results: (readonly BatchResult[])[] = [];
  for (let start = 0; start < chunks.length; start += abreast) {
    const wave = chunks.slice(start, start + abreast);
    results.push(...(await Promise.all(wave.map((chunk) => sendChunk(chunk, call, deadline, options)))));
  }
  return results.flat();
}

/**
 * Sends a chunk, then again only those parts whose failure allows it, after the longest pause that they ask for. When
 * that gets no answer, reads keep the failure they had; writes get the new one, for they may have been taken by then.
 */
async function sendChunk(
  requests: readonly BatchRequest[],
  call: BatchCall,
  deadline: Deadline,
  options: BatchOptions,
): Promise<readonly BatchResult[]> {
  const first = await sendOnce(requests, call, deadline, options);
  if (!first.ok) return requests.map(() => first);
  const results = [...first.value];
  for (let number = 1; ; number += 1) {
    const again = requests.flatMap((request, index) => {
      const attempt = { number, isRead: isRead(request), remainingMs: deadline.remainingMs() };
      const pauseMs = pauseOf(results[index], attempt, options);
      return pauseMs === undefined ? [] : [{ index, request, pauseMs }];
    });
    const longest = Math.max(...again.map(({ pauseMs }) => pauseMs));
    if (again.length === 0 || !(await paused(options.pause, longest, deadline))) return results;
    const resent = await sendOnce(
      again.map(({ request }) => request),
      call,
      deadline,
      options,
    );
    if (!resent.ok) {
      for (const { index, request } of again) if (!isRead(request)) results[index] = resent;
      return results;
    }
    for (const [position, { index }] of again.entries()) results[index] = resent.value[position] ?? missing;
  }
}

function pauseOf(
  result: BatchResult | undefined,
  attempt: Attempt,
  options: BatchOptions,
): number | undefined {
  return result === undefined || result.ok ? undefined : pauseBeforeRetry(result.error, attempt, options);
}

/** Fails when the batch as a whole got no answer; the sender has then already tried it again. */
async function sendOnce(
  requests: readonly BatchRequest[],
  call: BatchCall,
  deadline: Deadline,
  { send, clock }: BatchOptions,
): Promise<Result<readonly BatchResult[], GraphFailure>> {
  const body = { requests: requests.map(toWire) };
  const answer = await send(
    {
      ...call,
      method: 'POST',
      path: '/$batch',
      body,
      isRead: requests.every(isRead),
      writes: writesIn(requests),
    },
    deadline,
  );
  if (!answer.ok) return answer;
  const parts = partsOf(answer.value);
  return ok(requests.map((_, index) => resultOf(parts.get(String(index)), clock.now())));
}

function writesIn(requests: readonly BatchRequest[]): number {
  return requests.reduce((sum, { method = 'GET', path }) => sum + writesOf({ method, path }), 0);
}

function isRead({ method = 'GET', isRead: onlyAsks = method === 'GET' }: BatchRequest): boolean {
  return onlyAsks;
}

function toWire({ method = 'GET', path, body }: BatchRequest, index: number) {
  const headers = { 'Content-Type': 'application/json' };
  return { id: String(index), method, url: path, ...(body !== undefined && { headers, body }) };
}

const partSchema = z.object({
  id: z.coerce.string(),
  status: z.number(),
  headers: z.record(z.string(), z.coerce.string()).optional().catch(undefined),
  body: z.unknown().optional(),
});
type Part = z.infer<typeof partSchema>;

const batchAnswer = z.object({ responses: z.array(z.unknown()) });

function partsOf(answer: unknown): ReadonlyMap<string, Part> {
  const parsed = batchAnswer.safeParse(answer);
  const parts = (parsed.data?.responses ?? []).map((part) => partSchema.safeParse(part).data);
  return new Map(parts.flatMap((part) => (part ? [[part.id, part]] : [])));
}

function resultOf(part: Part | undefined, now: number): BatchResult {
  if (!part) return missing;
  const { status, body } = part;
  if (status >= 200 && status < 300) return ok(body);
  return fail(failureOfAnswer({ status, headers: headersOf(part), body }, now));
}

function headersOf({ headers = {} }: Part): Headers {
  const kept = new Headers();
  const retryAfter = Object.entries(headers).find(([name]) => name.toLowerCase() === 'retry-after');
  if (retryAfter) kept.set('retry-after', retryAfter[1]);
  return kept;
}
