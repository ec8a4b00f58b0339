import { z } from 'zod';
import { redact } from '../redaction';
import type { Result } from '../result';
import type { GraphFailure } from './graph-failure';
import { literal, withQuery } from './odata';
import type { Page } from './wire';
import { optionalId, optionalInstant, optionalText, parsePage, present } from './wire';

const collection = '/deviceManagement/auditEvents';

/** So many ids fit into one filter. */
export const mostResourceIds = 20;

/** Without any filter, for a tenant that refuses the others; in no promised order. */
export const allAuditEventsPath = collection;

/**
 * Latest first, since `since` (ms since 1970). The reference names no options for this list
 * (learn.microsoft.com/graph/api/intune-auditing-auditevent-list); these are what Intune's clients send, so whoever
 * asks compares again and bears a refusal.
 */
export function pathOfAuditEvents(since: number): string {
  return ordered(since, '');
}

/** The same for changes to things with one of these ids. */
export function pathOfAuditEventsOf(ids: readonly string[], since: number): string {
  const named = ids.slice(0, mostResourceIds).map((id) => `r/resourceId eq ${literal(id)}`);
  return ordered(since, ` and resources/any(r:${named.join(' or ')})`);
}

function ordered(since: number, more: string): string {
  const $filter = `activityDateTime ge ${new Date(since).toISOString()}${more}`;
  return withQuery(collection, { $filter, $orderby: 'activityDateTime desc' });
}

/** One property before and after, as Intune shows it. */
interface IntuneChange {
  readonly name: string;
  readonly before?: string;
  readonly after?: string;
}

interface IntuneResource {
  readonly id?: string;
  readonly name?: string;
  readonly type?: string;
  readonly changes: readonly IntuneChange[];
}

/** One line of Intune's own audit; hashes and secrets are taken out. `at` in ms since 1970. */
export interface IntuneAuditEvent {
  readonly id: string;
  readonly at: number;
  readonly activity: string;
  /** Intune also records who read something. */
  readonly isRead: boolean;
  readonly result: 'done' | 'failed' | 'unknown';
  /** User principal name, or the name of the app. */
  readonly actor?: string;
  readonly actorId?: string;
  readonly resources: readonly IntuneResource[];
  readonly correlationId?: string;
}

const text = optionalText.transform((value) => (value === undefined ? undefined : redact(value)));

function listOf<T>(item: z.ZodType<T>) {
  return z
    .array(z.unknown())
    .catch([])
    .transform((items) =>
      items.flatMap((each) => {
        const parsed = item.safeParse(each);
        return parsed.success ? [parsed.data] : [];
      }),
    );
}

const change = z
  .object({ displayName: text, oldValue: text, newValue: text })
  .transform(({ displayName, oldValue, newValue }) =>
    present({ name: displayName ?? '', before: oldValue, after: newValue }),
  );

const resource = z
  .object({
    resourceId: optionalId,
    displayName: text,
    type: text,
    auditResourceType: text,
    modifiedProperties: listOf(change),
  })
  .transform((row) =>
    present({
      id: row.resourceId?.toLowerCase(),
      name: row.displayName,
      type: row.type ?? row.auditResourceType,
      changes: row.modifiedProperties.filter(({ before, after }) => before !== after),
    }),
  );

const noActor = { applicationDisplayName: undefined, userPrincipalName: undefined, userId: undefined };
const actor = z
  .object({
    applicationDisplayName: text,
    servicePrincipalName: text,
    userPrincipalName: text,
    userId: optionalId,
  })
  .catch({ ...noActor, servicePrincipalName: undefined });

const event = z
  .object({
    id: z.string().min(1),
    activityDateTime: optionalInstant,
    activity: text,
    activityType: text,
    displayName: text,
    activityOperationType: optionalText,
    activityResult: optionalText,
    correlationId: optionalId,
    actor,
    resources: listOf(resource),
  })
  .transform((row): IntuneAuditEvent => {
    const { userPrincipalName, applicationDisplayName, servicePrincipalName, userId } = row.actor;
    return present({
      id: row.id,
      at: row.activityDateTime ?? 0,
      activity: row.activity ?? row.activityType ?? row.displayName ?? '',
      isRead: row.activityOperationType?.toLowerCase() === 'get',
      result: resultOf(row.activityResult),
      actor: userPrincipalName ?? applicationDisplayName ?? servicePrincipalName,
      actorId: userId?.toLowerCase(),
      resources: row.resources,
      correlationId: row.correlationId,
    });
  });

function resultOf(word: string | undefined): IntuneAuditEvent['result'] {
  if (/^succe/i.test(word ?? '')) return 'done';
  return /^fail|error|timeout/i.test(word ?? '') ? 'failed' : 'unknown';
}

export function parseAuditEvents(answer: unknown): Result<Page<IntuneAuditEvent>, GraphFailure> {
  return parsePage(answer, event);
}
