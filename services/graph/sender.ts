import { Client, GraphError, ResponseType } from '@microsoft/microsoft-graph-client';
import type { Clock } from '../clock';
import type { Result } from '../result';
import { fail, ok } from '../result';
import { AnswerTooLong, readAnswer } from './answer';
import { ConnectionMiddleware } from './connection-middleware';
import type { Deadline, Pause } from './deadline';
import { failureOfAnswer } from './failure-of-answer';
import type { GraphFailure } from './graph-failure';
import type { RetryPolicy } from './retry-policy';
import { leastTimeMs, pauseBeforeRetry } from './retry-policy';
import { TokenMiddleware } from './token-middleware';
import type { TokenProvider } from './token-provider';
import { writesOf, type WriteBudget } from './write-budget';

export type GraphVersion = 'v1.0' | 'beta';

/** One HTTP request. `path` begins with `/`, without version, its query percent-encoded. */
export interface GraphCall {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly version: GraphVersion;
  readonly path: string;
  readonly body?: unknown;
  /** A read may be sent again after any passing trouble; a POST that only reads (a batch of GETs) says so. */
  readonly isRead: boolean;
  /** What it takes from the write budget, where the path does not tell. */
  readonly writes?: number;
  /** For this HTTP request, where the usual time is too short. */
  readonly requestMs?: number;
}

/** Hears of every HTTP request; `status` is absent when no answer came, `ms` is what it took. */
export type GraphObserver = (call: {
  readonly method: GraphCall['method'];
  readonly status?: number;
  readonly ms: number;
}) => void;

export interface SenderOptions extends RetryPolicy {
  readonly root: string;
  readonly tokens: TokenProvider;
  readonly clock: Clock;
  readonly requestMs: number;
  readonly maxAnswerBytes: number;
  readonly pause: Pause;
  readonly budget?: WriteBudget;
  readonly observe?: GraphObserver;
}

/** Gives the parsed JSON body, undefined for an empty answer. Never rejects; ends by the deadline. */
export type Send = (call: GraphCall, deadline: Deadline) => Promise<Result<unknown, GraphFailure>>;

export function createSender(options: SenderOptions): Send {
  const { root, tokens, clock, pause } = options;
  const client = Client.initWithMiddleware({
    baseUrl: root,
    middleware: [new TokenMiddleware(new URL(root).origin, tokens), new ConnectionMiddleware()],
  });

  async function sendOnce(call: GraphCall, deadline: Deadline): Promise<Result<unknown, GraphFailure>> {
    const heldBack = await holdBack(call, deadline, options);
    if (heldBack) return fail(heldBack);
    const requestMs = call.requestMs ?? options.requestMs;
    const signal = AbortSignal.any([deadline.signal, AbortSignal.timeout(requestMs)]);
    const begun = performance.now();
    let status: number | undefined;
    try {
      const response = await request(client, call, signal);
      status = response.status;
      const answer = await readAnswer(response, options.maxAnswerBytes);
      if (!response.ok) return fail(failureOfAnswer(answer, clock.now()));
      const isReadable = answer.body !== undefined || (answer.isEmpty && call.method !== 'GET');
      return isReadable ? ok(answer.body) : fail({ type: 'invalid-answer', status: answer.status });
    } catch (error) {
      return fail(signal.aborted ? { type: 'timed-out' } : failureOfError(error));
    } finally {
      const ms = performance.now() - begun;
      options.observe?.({ method: call.method, ms, ...(status !== undefined && { status }) });
    }
  }

  return async (call, deadline) => {
    for (let number = 1; ; number += 1) {
      const result = await sendOnce(call, deadline);
      if (result.ok) return result;
      const attempt = { number, isRead: call.isRead, remainingMs: deadline.remainingMs() };
      const pauseMs = pauseBeforeRetry(result.error, attempt, options);
      if (pauseMs === undefined || !(await paused(pause, pauseMs, deadline))) return result;
    }
  };
}

/** Waits until the budget lets the writes pass; the failure, when that is too late for an answer. */
async function holdBack(
  call: GraphCall,
  deadline: Deadline,
  { budget, pause }: SenderOptions,
): Promise<GraphFailure | undefined> {
  const writes = call.writes ?? writesOf(call);
  if (budget === undefined || writes === 0) return undefined;
  const reserved = await budget.reserve(writes, deadline.remainingMs() - leastTimeMs);
  if (!reserved.ok) return { type: 'throttled', ...reserved.error };
  const waitMs = reserved.value;
  const mayGo = waitMs === 0 || (await paused(pause, waitMs, deadline));
  return mayGo ? undefined : { type: 'throttled', retryAfterMs: waitMs };
}

/** Waits before a retry; false when the deadline came first. */
export async function paused(pause: Pause, ms: number, { signal }: Deadline): Promise<boolean> {
  try {
    await pause(ms, signal);
    return !signal.aborted;
  } catch {
    return false;
  }
}

function request(client: Client, call: GraphCall, signal: AbortSignal): Promise<Response> {
  const prepared = client
    .api(call.path)
    .version(call.version)
    .responseType(ResponseType.RAW)
    .options({ signal });
  const sending: Record<GraphCall['method'], () => Promise<unknown>> = {
    GET: () => prepared.get(),
    POST: () => prepared.post(call.body),
    PATCH: () => prepared.patch(call.body),
    DELETE: () => prepared.delete(),
  };
  return sending[call.method]() as Promise<Response>;
}

function failureOfError(error: unknown): GraphFailure {
  if (error instanceof AnswerTooLong) return { type: 'invalid-answer' };
  const code = error instanceof GraphError ? error.code : null;
  if (code === 'SignInRefused') return { type: 'unauthorized' };
  return { type: 'unreachable', ...(code && { code }) };
}
