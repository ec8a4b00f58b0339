import { z } from 'zod';
import type { Result } from '../result';
import { fail, ok } from '../result';
import type { Deadline } from './deadline';
import type { GraphFailure } from './graph-failure';
import type { GraphCall, GraphVersion, Send } from './sender';
import { parsePage, type RowShape } from './wire';

/** `complete` is false when pages were left unread: too many of them, or Graph began to repeat itself. */
export interface GraphList<T = { readonly id: string }> {
  readonly rows: readonly T[];
  readonly complete: boolean;
}

/** A row as it came. */
export const anyRow: RowShape<{ readonly id: string }> = z.looseObject({ id: z.string().min(1) });

interface Reading extends Pick<GraphCall, 'version' | 'path' | 'requestMs'> {
  readonly root: string;
  readonly maxPages: number;
}

/**
 * Reads a collection page by page. Autopilot's cursor is the last serial number and inclusive, so rows repeat at
 * page borders and a page may link to itself: rows are told apart by id, and a page without news ends the reading.
 */
export async function readPages<T extends { readonly id: string }>(
  { root, maxPages, ...call }: Reading,
  shape: RowShape<T>,
  deadline: Deadline,
  send: Send,
): Promise<Result<GraphList<T>, GraphFailure>> {
  const rows = new Map<string, T>();
  const visited = new Set<string>();
  let path = call.path;
  while (visited.size < maxPages) {
    visited.add(path);
    const answer = await send({ ...call, method: 'GET', path, isRead: true }, deadline);
    if (!answer.ok) return answer;
    const page = parsePage(answer.value, shape);
    if (!page.ok) return page;
    const before = rows.size;
    for (const row of page.value.rows) rows.set(row.id, row);
    if (page.value.nextLink === undefined) return ok({ rows: [...rows.values()], complete: true });
    const next = pathOfLink(page.value.nextLink, root, call.version);
    if (next === undefined) return fail({ type: 'invalid-answer' });
    if (visited.has(next) || rows.size === before) break;
    path = next;
  }
  return ok({ rows: [...rows.values()], complete: false });
}

/** The path of a nextLink without version; undefined for a link that leaves Graph, where the token must not go. */
export function pathOfLink(link: string, root: string, version: GraphVersion): string | undefined {
  if (!URL.canParse(link)) return undefined;
  const url = new URL(link);
  const prefix = `${new URL(root).pathname.replace(/\/$/, '')}/${version}/`;
  if (url.origin !== new URL(root).origin || !url.pathname.startsWith(prefix)) return undefined;
  return url.pathname.slice(prefix.length - 1) + url.search;
}
