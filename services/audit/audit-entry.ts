import type { Role } from '../people/actor';

/** One thing that was done or refused; what is recorded forever. Never a hardware hash, token or secret. */
export interface AuditEntry {
  /** ms since 1970 */
  readonly at: number;
  readonly tenantId: string;
  /** Entra object id of the person on whose behalf it was done. */
  readonly actorId: string;
  readonly actorName: string;
  readonly role: Role;
  readonly conversationId: string;
  readonly command: string;
  /** What was done, in the command's own terms: `requested`, `applied`, `refused`, … */
  readonly action: string;
  readonly requestId?: number;
  /** Upper case; absent when it was about no single device. */
  readonly serial?: string;
  /** Only what changed, field by field. */
  readonly before?: object;
  readonly after?: object;
  /** Who approved, when a second person did. */
  readonly approval?: object;
  readonly result: 'done' | 'failed' | 'refused';
  readonly correlationId: string;
}
