import type { Clock } from '../clock';
import type { Result } from '../result';
import type { BatchRequest, BatchResult } from './batch';
import { sendBatch } from './batch';
import type { Deadline, Pause } from './deadline';
import { deadlineAfter, realPause } from './deadline';
import type { GraphFailure } from './graph-failure';
import type { GraphList } from './paging';
import { pathOfLink, readPages } from './paging';
import type { GraphCall, GraphObserver, GraphVersion } from './sender';
import { createSender } from './sender';
import type { TokenProvider } from './token-provider';

interface GraphTimeouts {
  /** For one HTTP request, sign-in included. */
  readonly requestMs: number;
  /** For one operation with its retries and pages, when the caller sets no deadline. */
  readonly operationMs: number;
}

export interface GraphClientOptions {
  /** Root of the cloud's Graph without version (see `clouds`), or of what stands in for it. */
  readonly root: string;
  readonly tokens: TokenProvider;
  readonly clock: Clock;
  readonly timeouts?: Partial<GraphTimeouts>;
  readonly maxAnswerBytes?: number;
  readonly retries?: number;
  readonly pause?: Pause;
  readonly random?: () => number;
  readonly observe?: GraphObserver;
}

interface ReadOptions {
  readonly version: GraphVersion;
  readonly deadline?: Deadline;
}

/**
 * The only way to Microsoft Graph. Paths begin with `/`, without version, their query percent-encoded. Answers are
 * parsed JSON, unchecked. A failing service is a value; nothing here rejects, and everything ends by its deadline.
 */
export interface GraphClient {
  get(path: string, options: ReadOptions): Promise<Result<unknown, GraphFailure>>;
  /** Reads pages until the end, or until `maxPages` (100). */
  list(
    path: string,
    options: ReadOptions & { readonly maxPages?: number },
  ): Promise<Result<GraphList, GraphFailure>>;
  /** One result per request, in their order; 20 requests make one HTTP request. */
  batch(requests: readonly BatchRequest[], options: ReadOptions): Promise<readonly BatchResult[]>;
  /** Sent again only after 429: any other failure leaves open whether something was changed. */
  write(
    method: Exclude<GraphCall['method'], 'GET'>,
    path: string,
    options: ReadOptions & { readonly body?: unknown },
  ): Promise<Result<unknown, GraphFailure>>;
  /** The path of a nextLink, undefined when it does not lead to this Graph and version. */
  pathOfLink(link: string, version: GraphVersion): string | undefined;
}

const defaults = {
  requestMs: 6000,
  operationMs: 8000,
  maxAnswerBytes: 16 * 1024 * 1024,
  retries: 2,
  maxPages: 100,
};

export function createGraphClient(options: GraphClientOptions): GraphClient {
  const root = options.root.replace(/\/+$/, '');
  const { clock, tokens, timeouts = {}, pause = realPause, random = Math.random } = options;
  const { retries = defaults.retries, maxAnswerBytes = defaults.maxAnswerBytes } = options;
  const { requestMs = defaults.requestMs, operationMs = defaults.operationMs } = timeouts;
  const send = createSender({
    root,
    tokens,
    clock,
    requestMs,
    maxAnswerBytes,
    retries,
    pause,
    random,
    ...(options.observe && { observe: options.observe }),
  });
  const given = (deadline?: Deadline) => deadline ?? deadlineAfter(operationMs, clock);

  return {
    get: (path, { version, deadline }) =>
      send({ method: 'GET', version, path, isRead: true }, given(deadline)),
    list: (path, { version, deadline, maxPages = defaults.maxPages }) =>
      readPages({ root, version, path, maxPages }, given(deadline), send),
    batch: (requests, { version, deadline }) =>
      sendBatch(version, requests, given(deadline), { send, clock, pause, retries, random }),
    write: (method, path, { version, deadline, body }) =>
      send({ method, version, path, isRead: false, ...(body !== undefined && { body }) }, given(deadline)),
    pathOfLink: (link, version) => pathOfLink(link, root, version),
  };
}
