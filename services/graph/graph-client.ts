import type { Clock } from '../clock';
import type { Result } from '../result';
import type { BatchRequest, BatchResult } from './batch';
import { sendBatch } from './batch';
import type { Deadline, Pause } from './deadline';
import { deadlineAfter, realPause } from './deadline';
import type { GraphFailure } from './graph-failure';
import type { GraphList } from './paging';
import { anyRow, pathOfLink, readPages } from './paging';
import type { GraphCall, GraphObserver, GraphVersion } from './sender';
import { createSender } from './sender';
import type { TokenProvider } from './token-provider';
import type { RowShape } from './wire';
import type { WriteBudget } from './write-budget';

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
  /** Without it writes go as they come. */
  readonly budget?: WriteBudget;
  readonly observe?: GraphObserver;
}

interface ReadOptions {
  readonly version: GraphVersion;
  readonly deadline?: Deadline;
  /** For each HTTP request, where the usual time is too short. */
  readonly requestMs?: number;
}

interface ListOptions extends ReadOptions {
  readonly maxPages?: number;
}

/**
 * The only way to Microsoft Graph. Paths begin with `/`, without version, their query percent-encoded. Answers are
 * parsed JSON, unchecked. A failing service is a value; nothing here rejects, and everything ends by its deadline.
 * A write that the budget does not let pass before the deadline is `throttled`, without a status: it was not sent.
 */
export interface GraphClient {
  get(path: string, options: ReadOptions): Promise<Result<unknown, GraphFailure>>;
  /** Reads pages until the end, or until `maxPages` (100). */
  list(path: string, options: ListOptions): Promise<Result<GraphList, GraphFailure>>;
  /** The same for long lists: what `shape` makes of a row is all that is kept of it. */
  listOf<T extends { readonly id: string }>(
    path: string,
    shape: RowShape<T>,
    options: ListOptions,
  ): Promise<Result<GraphList<T>, GraphFailure>>;
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
    ...(options.budget && { budget: options.budget }),
    ...(options.observe && { observe: options.observe }),
  });
  const given = (deadline?: Deadline) => deadline ?? deadlineAfter(operationMs, clock);
  const listOf: GraphClient['listOf'] = (path, shape, { maxPages = defaults.maxPages, deadline, ...rest }) =>
    readPages({ root, path, maxPages, ...rest }, shape, given(deadline), send);

  return {
    get: (path, { deadline, ...rest }) =>
      send({ method: 'GET', path, isRead: true, ...rest }, given(deadline)),
    list: (path, listing) => listOf(path, anyRow, listing),
    listOf,
    batch: (requests, { deadline, ...rest }) =>
      sendBatch(requests, rest, given(deadline), { send, clock, pause, retries, random }),
    write: (method, path, { deadline, ...rest }) =>
      send({ method, path, isRead: false, ...rest }, given(deadline)),
    pathOfLink: (link, version) => pathOfLink(link, root, version),
  };
}
