export type Version = 'v1.0' | 'beta';

/** A request as the tenant sees it, whether it came alone or as a part of a batch. */
export interface Call {
  readonly method: string;
  readonly version: Version;
  /** Without version and query, e.g. "/deviceManagement/managedDevices". */
  readonly path: string;
  /** Without "?", as sent. */
  readonly queryText: string;
  readonly query: URLSearchParams;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Becomes JSON; absent for an empty body. */
  readonly body?: unknown;
}

/** What HTTP gets: an answer, perhaps spoilt on its way. */
export type Delivery = Answer & { readonly spoilt?: 'broken-json' | 'dropped' };

/** One row of the table of what the tenant offers. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** `:id` stands for one segment; it is handed to `handle`. */
  readonly path: string;
  readonly versions: readonly Version[];
  /** Any one of them lets the call pass; the least comes first. */
  readonly permissions: readonly string[];
  readonly handle: (call: Call, id: string) => Answer;
}

export const bothVersions: readonly Version[] = ['v1.0', 'beta'];
export const betaOnly: readonly Version[] = ['beta'];

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
