import { z } from 'zod';
import type { GraphFailure } from './graph-failure';

/** What the mapping needs of an answer; a part of a batch has the same shape as a whole answer. */
export interface FailedAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

const typeByStatus: Readonly<Record<number, GraphFailure['type']>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  408: 'unavailable',
  409: 'conflict',
  410: 'not-found',
  412: 'conflict',
  423: 'conflict',
  424: 'unavailable',
  429: 'throttled',
  501: 'not-offered',
};

/** Maps an answer outside 2xx. `now` (ms since 1970) is for a Retry-After that names a date. */
export function failureOfAnswer(answer: FailedAnswer, now: number): GraphFailure {
  const error = errorOf(answer.body);
  const intune = intuneMessage(error.message);
  const detail = cleaned(intune?.text ?? error.message);
  const requestId = error.requestId ?? answer.headers.get('request-id') ?? undefined;
  const activityId = /Activity ID: ([0-9a-f-]{36})/i.exec(intune?.text ?? error.message ?? '')?.[1];
  const retryAfterMs =
    delayMs(answer.headers.get('retry-after'), now) ?? delayMs(intune?.retryAfter ?? null, now);
  return {
    type: typeOf(answer.status, error.message),
    status: answer.status,
    ...(error.code && { code: error.code }),
    ...(detail && { detail }),
    ...(requestId && { requestId }),
    ...(activityId && { activityId }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
}

function typeOf(status: number, message: string | undefined): GraphFailure['type'] {
  if (status === 400 && message?.includes('Resource not found for the segment')) return 'not-offered';
  const named = typeByStatus[status];
  if (named) return named;
  if (status >= 500) return 'unavailable';
  return status >= 400 ? 'bad-request' : 'invalid-answer';
}

const text = z.string().optional().catch(undefined);
const inner = z.object({ 'request-id': text }).optional().catch(undefined);
const errorBody = z.object({
  error: z.object({ code: text, message: text, innerError: inner, innererror: inner }),
});

function errorOf(body: unknown) {
  const parsed = errorBody.safeParse(body);
  if (!parsed.success) return {};
  const { code, message, innerError, innererror } = parsed.data.error;
  return { code, message, requestId: innerError?.['request-id'] ?? innererror?.['request-id'] };
}

const intuneBody = z.object({
  Message: z.string(),
  RetryAfter: z
    .union([z.string(), z.number().transform(String)])
    .nullish()
    .catch(undefined),
});

/** Intune puts a JSON document into the message; its sentence ends before " - Operation ID". */
function intuneMessage(message: string | undefined) {
  if (!message?.trimStart().startsWith('{')) return undefined;
  try {
    const { Message, RetryAfter } = intuneBody.parse(JSON.parse(message));
    return { text: Message, retryAfter: RetryAfter ?? null };
  } catch {
    return { text: '', retryAfter: null };
  }
}

const longestDetail = 300;
const base64Run = /[A-Za-z0-9+/]{40,}={0,2}/g;
/** The API has names of forty letters, paths longer ones. */
const longestName = 100;

function cleaned(message: string | undefined): string | undefined {
  return message
    ?.split(' - Operation ID')[0]
    ?.replace(/https?:\/\/\S+/gi, '')
    .replace(/bearer\s+\S+|eyJ[\w-]+\.[\w.-]+/gi, '')
    .replace(base64Run, withoutBlob)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, longestDetail);
}

/** A hardware hash that Graph repeats is longer than any detail, and nobody's business. */
function withoutBlob(run: string): string {
  return /\d/.test(run) || run.length > longestName ? '…' : run;
}

/** Retry-After in seconds (Intune also sends fractions, "2.128") or as an HTTP date. */
function delayMs(value: string | null, now: number): number | undefined {
  if (value === null || value.trim() === '') return undefined;
  const seconds = Number(value);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(value) - now;
  return Number.isFinite(ms) ? Math.max(0, Math.round(ms)) : undefined;
}
