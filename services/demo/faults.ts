import type { Answer, Call, Delivery, Version } from './http-shapes';
import { isRecord } from './http-shapes';

/** Which calls a fault meets; what is left out meets any. Batch parts are met one by one, "/$batch" as a whole. */
interface FaultMatch {
  readonly method?: string;
  /** Tested against the path with its query, without the version. */
  readonly path?: RegExp;
  /** Tested against the JSON of the body. */
  readonly body?: RegExp;
  readonly version?: Version;
}

/**
 * A disturbance. With `status` or `body` the tenant's own answer is not asked for; without them it is made and then
 * delayed or spoilt. Inside a batch, `brokenJson` and `dropConnection` spoil the whole answer.
 */
interface Fault {
  readonly match: FaultMatch;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly delayMs?: number;
  /** The answer breaks off in the middle of its JSON. */
  readonly brokenJson?: boolean;
  /** The call does not reach the tenant. */
  readonly dropConnection?: boolean;
  /** The tenant does what it was asked; nobody hears of it. */
  readonly losesAnswer?: boolean;
  /** Every page names itself as the next one. */
  readonly endlessNextLink?: boolean;
  /** Told of each call that it meets, before anything comes of it. */
  readonly onCall?: () => void;
  /** Gone after so many calls; without it the fault stays until it is cleared. */
  readonly times?: number;
}

export interface Faults {
  /** Returns what clears this fault alone. */
  set(fault: Fault): () => void;
  clear(): void;
}

export interface FaultDesk extends Faults {
  /** Answers through the first fault that meets the call. */
  through(call: Call, url: string, answer: () => Promise<Delivery>): Promise<Delivery>;
}

const messages: Readonly<Record<number, readonly [code: string, message: string]>> = {
  401: ['InvalidAuthenticationToken', 'Lifetime validation failed, the token is expired.'],
  403: ['Forbidden', 'Application is not authorized to perform this operation.'],
  404: ['ResourceNotFound', 'Resource not found.'],
  429: ['TooManyRequests', 'Too Many Requests'],
  503: ['ServiceUnavailable', 'The service is temporarily unavailable.'],
};

export function createFaults(wait: (ms: number) => Promise<void>): FaultDesk {
  let faults: { readonly fault: Fault; left: number }[] = [];
  const take = (call: Call): Fault | undefined => {
    const met = faults.find(({ fault, left }) => left > 0 && meets(fault.match, call));
    if (met !== undefined) met.left -= 1;
    return met?.fault;
  };
  return {
    set: (fault) => {
      const entry = { fault, left: fault.times ?? Infinity };
      faults.push(entry);
      return () => (faults = faults.filter((other) => other !== entry));
    },
    clear: () => (faults = []),
    through: async (call, url, answer) => {
      const fault = take(call);
      if (fault === undefined) return answer();
      fault.onCall?.();
      if (fault.delayMs !== undefined) await wait(fault.delayMs);
      if (fault.dropConnection) return { status: 0, spoilt: 'dropped' };
      const made = fault.status === undefined && fault.body === undefined ? await answer() : staged(fault);
      if (fault.losesAnswer) return { status: 0, spoilt: 'dropped' };
      const linked = fault.endlessNextLink ? withNextLink(made, url) : made;
      return fault.brokenJson ? { ...linked, spoilt: 'broken-json' } : linked;
    },
  };
}

function meets({ method, path, version, body }: FaultMatch, call: Call): boolean {
  const query = call.queryText === '' ? '' : `?${decodeURIComponent(call.queryText)}`;
  return (
    (method === undefined || method === call.method) &&
    (version === undefined || version === call.version) &&
    (path === undefined || path.test(call.path + query)) &&
    (body === undefined || body.test(JSON.stringify(call.body ?? '')))
  );
}

function staged({ status = 200, headers, body }: Fault): Answer {
  const [code, message] = messages[status] ?? [
    'InternalServerError',
    'An internal server error has occurred.',
  ];
  const usualBody = status >= 400 ? { error: { code, message, innerError: {} } } : undefined;
  return { status, ...(headers === undefined ? {} : { headers }), body: body ?? usualBody };
}

function withNextLink(answer: Delivery, url: string): Delivery {
  if (!isRecord(answer.body)) return answer;
  return { ...answer, body: { ...answer.body, '@odata.nextLink': url } };
}
