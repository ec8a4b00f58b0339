import type { Version } from './http-shapes';

/**
 * A request the tenant answered. `path` has its query, not its version; `at` is ms since 1970 of tenant time when it was
 * answered, `arrivedAt` of real time when it came.
 */
export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly version: Version | undefined;
  readonly at: number;
  readonly arrivedAt: number;
  /** 0 when the connection was dropped. */
  readonly status: number;
  readonly batch?: readonly LoggedPart[];
}

export interface LoggedPart {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

export interface RequestLog {
  readonly add: (request: LoggedRequest) => void;
  readonly all: () => readonly LoggedRequest[];
}

/** Keeps the latest requests only, because a demo may run for days. */
export function createRequestLog(capacity = 20_000): RequestLog {
  let requests: LoggedRequest[] = [];
  return {
    add: (request) => {
      requests.push(request);
      if (requests.length > 2 * capacity) requests = requests.slice(-capacity);
    },
    all: () => requests,
  };
}
