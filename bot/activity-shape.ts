import type { Activity } from 'botbuilder';
import { z } from 'zod';
import { storableText } from '../services/audit/canonical-json';

/** Far longer than any of Teams' ids, and short enough for an index. */
const id = z.string().min(1).max(500);
const optionalText = z.string().nullish().catch(undefined);

/** What must be so before anything else looks at it; the rest of an activity is as Teams sent it. */
const shape = z.looseObject({
  type: z.string().max(100),
  id: id.optional(),
  serviceUrl: z.string().max(2000),
  locale: optionalText.transform((locale) => locale ?? undefined),
  text: optionalText.transform((text) => text ?? undefined),
  from: z.looseObject({ id: optionalText, name: optionalText, aadObjectId: optionalText }).nullish(),
  conversation: z.looseObject({ id, tenantId: optionalText }),
});

/**
 * The activity with every text storable: PostgreSQL takes neither NUL nor half a surrogate pair. Undefined when it is
 * none.
 */
export function readActivity(body: unknown): Partial<Activity> | undefined {
  const parsed = shape.safeParse(storable(body));
  if (!parsed.success) return undefined;
  const { from, ...rest } = parsed.data;
  return { ...rest, ...(from != null && { from }) } as unknown as Partial<Activity>;
}

function storable(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value);
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [storableText(name), storable(member)]),
  );
}
