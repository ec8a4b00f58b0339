import type { Dispatch } from './dispatcher';
import { isRecord, type Answer, type Call, type Delivery } from './http-shapes';
import type { Refusals } from './refusals';
import type { LoggedPart } from './requests';

interface Part {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
  readonly dependsOn: readonly string[];
}

export interface BatchDelivery {
  readonly delivery: Delivery;
  readonly parts: readonly LoggedPart[];
}

const mostParts = 20;

/**
 * JSON batching (graph facts §8.2): at most 20 parts, answered with 200 whatever becomes of them and in another
 * order than asked; a part that depends on a failed one gets 424.
 */
export async function answerBatch(
  call: Call,
  dispatch: Dispatch,
  refusals: Refusals,
): Promise<BatchDelivery> {
  const parts = readParts(call.body);
  const wrong = parts === undefined ? 'Invalid batch payload format.' : complaint(parts);
  if (parts === undefined || wrong !== undefined)
    return { delivery: refusals.refuse(400, 'BadRequest', wrong ?? ''), parts: [] };
  const answers = new Map<string, Delivery>();
  for (const part of parts) {
    const failed = part.dependsOn.some((id) => (answers.get(id)?.status ?? 500) >= 400);
    answers.set(
      part.id,
      failed
        ? refusals.refuse(424, 'FailedDependency', 'A request this one depends on has failed.')
        : await dispatchPart(part, call, dispatch, refusals),
    );
  }
  const spoilt = [...answers.values()].find((answer) => answer.spoilt !== undefined)?.spoilt;
  const body = { responses: [...answers].map(([id, answer]) => asResponse(id, answer)).toReversed() };
  return {
    delivery: { status: 200, body, ...(spoilt === undefined ? {} : { spoilt }) },
    parts: parts.map(({ id, method, url }) => ({
      id,
      method,
      path: url,
      status: answers.get(id)?.status ?? 0,
    })),
  };
}

async function dispatchPart(
  part: Part,
  outer: Call,
  dispatch: Dispatch,
  refusals: Refusals,
): Promise<Delivery> {
  if (part.body !== undefined && part.headers['content-type'] === undefined)
    return refusals.refuse(400, 'BadRequest', 'The Content-Type header is missing in the request.');
  const [path = '', ...query] = part.url.split('?');
  const queryText = query.join('?');
  return dispatch({
    method: part.method,
    version: outer.version,
    path: decodePath(path.startsWith('/') ? path : `/${path}`),
    queryText,
    query: new URLSearchParams(queryText),
    headers: { authorization: outer.headers['authorization'] ?? '', ...part.headers },
    body: part.body,
  });
}

function asResponse(id: string, { status, headers, body }: Answer): Record<string, unknown> {
  const type = body === undefined ? {} : { 'Content-Type': 'application/json' };
  return {
    id,
    status,
    headers: { 'Cache-Control': 'no-cache', ...type, ...headers },
    ...(body === undefined ? {} : { body }),
  };
}

function readParts(body: unknown): readonly Part[] | undefined {
  const requests = isRecord(body) ? body['requests'] : undefined;
  if (!Array.isArray(requests) || requests.length === 0) return undefined;
  return requests.map((request: unknown): Part => {
    const part = isRecord(request) ? request : {};
    const dependsOn = part['dependsOn'];
    return {
      id: text(part['id']),
      method: text(part['method']).toUpperCase(),
      url: text(part['url']),
      body: part['body'],
      headers: lowerCased(part['headers']),
      dependsOn: Array.isArray(dependsOn) ? dependsOn.map(text) : [],
    };
  });
}

function complaint(parts: readonly Part[]): string | undefined {
  if (parts.length > mostParts)
    return `Number of batch request steps exceeds the maximum value of ${mostParts}.`;
  if (parts.some(({ id, method, url }) => id === '' || method === '' || url === ''))
    return 'Every request in a batch needs an id, a method and a url.';
  const ids = parts.map(({ id }) => id);
  if (new Set(ids).size < ids.length) return 'Request Ids in a batch must be unique.';
  const unknown = parts.find(({ dependsOn }, n) => dependsOn.some((id) => !ids.slice(0, n).includes(id)));
  return unknown && `Request ${unknown.id} depends on a request that does not come before it.`;
}

export function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function lowerCased(headers: unknown): Readonly<Record<string, string>> {
  if (!isRecord(headers)) return {};
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), text(value)]),
  );
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
