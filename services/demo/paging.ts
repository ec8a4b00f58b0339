import type { Answer, Call } from './http-shapes';
import { isRecord } from './http-shapes';

/** A row and the mark from which a later call goes on behind it. */
export interface Row {
  readonly mark: string;
  readonly value: unknown;
}

export interface PageSize {
  readonly usual: number;
  readonly most: number;
}

/** One page of rows that already begin where `$skiptoken` says; a next link only when another row follows. */
export function pageOf(call: Call, rows: Iterable<Row>, size: PageSize, tenantUrl: string): Answer {
  const top = Math.min(Number(call.query.get('$top') ?? size.usual) || size.usual, size.most);
  const page: Row[] = [];
  let more = false;
  for (const row of rows) {
    more = page.length === top;
    if (more) break;
    page.push(row);
  }
  const mark = page.at(-1)?.mark;
  return collection(
    call,
    page.map(({ value }) => value),
    tenantUrl,
    more ? mark : undefined,
  );
}

/** A collection answer with `$select` applied; `mark` goes into the next link. */
export function collection(call: Call, values: readonly unknown[], tenantUrl: string, mark?: string): Answer {
  const context = `${tenantUrl}/${call.version}/$metadata#${call.path.slice(1)}`;
  return {
    status: 200,
    body: {
      '@odata.context': context,
      ...(mark === undefined ? {} : { '@odata.nextLink': nextLink(call, mark, tenantUrl) }),
      value: values.map((value) => selected(call, value)),
    },
  };
}

export function single(call: Call, value: unknown, tenantUrl: string): Answer {
  const context = `${tenantUrl}/${call.version}/$metadata#${call.path.slice(1)}/$entity`;
  return { status: 200, body: { '@odata.context': context, ...Object(selected(call, value)) } };
}

/** Where the page before ended; undefined on the first page. */
export function markOf(call: Call): string | undefined {
  return call.query.get('$skiptoken') ?? undefined;
}

function nextLink(call: Call, mark: string, tenantUrl: string): string {
  const kept = [...call.query].filter(([name]) => name !== '$skiptoken');
  const query = [...kept, ['$skiptoken', mark]].map(
    ([name = '', value = '']) => `${name}=${encodeURIComponent(value)}`,
  );
  return `${tenantUrl}/${call.version}${call.path}?${query.join('&')}`;
}

function selected(call: Call, value: unknown): unknown {
  const wanted = call.query.get('$select')?.split(',');
  if (wanted === undefined || !isRecord(value)) return value;
  const kept = new Set(wanted.map((name) => name.trim().toLowerCase()));
  return Object.fromEntries(
    Object.entries(value).filter(([name]) => name.startsWith('@odata.') || kept.has(name.toLowerCase())),
  );
}
