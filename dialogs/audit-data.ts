import { z } from 'zod';
import type { AuditSubjectData } from '../cards/audit-verbs';
import type { TrailStart, TrailSubject } from '../services/audit/own-trail';

/** So many serials are read for one message. */
export const mostSerials = 20;

const serial = z
  .string()
  .max(128)
  .regex(/^[^\p{Cc}\p{Cs}]*[\p{L}\p{N}][^\p{Cc}\p{Cs}]*$/u);
const whose = z.union([
  z.object({ serials: z.array(serial).min(1).max(mostSerials), person: z.undefined().optional() }),
  z.object({ person: z.guid(), serials: z.undefined().optional() }),
]);
const at = z.int().min(0).max(8.64e15);
const key = z.union([
  z.object({ at, entry: z.int().min(0), event: z.undefined().optional() }),
  z.object({ at, event: z.string().min(1).max(200), entry: z.undefined().optional() }),
]);

function subjectOf({ serials, person }: z.infer<typeof whose>): TrailSubject {
  return serials === undefined
    ? { type: 'person', personId: person.toLowerCase() }
    : { type: 'devices', serials };
}

/** Whose history a button or a file is about: devices or one person, never both. */
export const auditWhose: z.ZodType<TrailSubject> = whose.transform(subjectOf);

/** The same with the entry before or after which to go on. */
export const auditPage: z.ZodType<{ readonly subject: TrailSubject; readonly start: TrailStart }> = whose
  .and(key.and(z.object({ direction: z.enum(['older', 'newer']) })))
  .transform((data) => ({
    subject: subjectOf(data),
    start: {
      direction: data.direction,
      key: data.entry === undefined ? { at: data.at, event: data.event } : { at: data.at, entry: data.entry },
    },
  }));

export function dataOf(subject: TrailSubject): AuditSubjectData {
  return subject.type === 'devices' ? { serials: subject.serials } : { person: subject.personId };
}
