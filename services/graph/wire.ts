import { z } from 'zod';
import type { Result } from '../result';
import { fail, ok } from '../result';
import type { GraphFailure } from './graph-failure';

/** Schemas for what Graph sends. They never refuse a row for one odd field: that field is absent then. */

const emptyGuid = '00000000-0000-0000-0000-000000000000';

/** Dates that Graph fills in for "never" lie in year 1; Autopilot itself is younger than this. */
const firstPossibleMs = Date.UTC(2000, 0, 1);

export const optionalText = z
  .string()
  .transform((text) => text.trim() || undefined)
  .optional()
  .catch(undefined);

/** The id of another object; Graph writes the empty GUID for "none". */
export const optionalId = optionalText.transform((id) => (id === emptyGuid ? undefined : id));

/** ms since 1970; absent for "never". */
export const optionalInstant = optionalText.transform((text) => {
  const ms = Date.parse(text ?? '');
  return ms >= firstPossibleMs ? ms : undefined;
});

/** An enum's member, or `fallback` for a member that this version does not know. */
export function memberOf<const T extends string, const F extends string>(members: readonly T[], fallback: F) {
  return z
    .unknown()
    .optional()
    .transform((value): T | F => members.find((member) => member === value) ?? fallback);
}

/** One page of a collection; `nextLink` is there when more pages follow. */
export interface Page<T> {
  readonly rows: readonly T[];
  readonly nextLink?: string;
}

const pageSchema = z.object({ value: z.array(z.unknown()), '@odata.nextLink': optionalText });

export type RowShape<T> = z.ZodType<T>;

/** Rows that do not fit the schema at all (no id) are left out; an answer without rows is `invalid-answer`. */
export function parsePage<T>(answer: unknown, row: RowShape<T>): Result<Page<T>, GraphFailure> {
  const page = pageSchema.safeParse(answer);
  if (!page.success) return fail({ type: 'invalid-answer' });
  const nextLink = page.data['@odata.nextLink'];
  const rows = page.data.value.flatMap((value) => {
    const parsed = row.safeParse(value);
    return parsed.success ? [parsed.data] : [];
  });
  return ok({ rows, ...(nextLink !== undefined && { nextLink }) });
}

export function parseOne<T>(answer: unknown, schema: z.ZodType<T>): Result<T, GraphFailure> {
  const parsed = schema.safeParse(answer);
  return parsed.success ? ok(parsed.data) : fail({ type: 'invalid-answer' });
}

/** Drops the keys whose value is absent, as exact optional properties want it. */
export function present<T extends object>(
  value: T,
): { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
} {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as ReturnType<
    typeof present<T>
  >;
}
