import { assignedUser } from './assigned-user';
import { deregister } from './deregister';
import { groupTag } from './group-tag';
import type { ChangeKind } from './kind';
import { nextEnrolment } from './next-enrolment';

/** Every kind of change. */
export const kinds = {
  'group-tag': groupTag,
  'assigned-user': assignedUser,
  deregister,
  'next-enrolment': nextEnrolment,
} as const satisfies Readonly<Record<string, ChangeKind>>;

export type KindId = keyof typeof kinds;
