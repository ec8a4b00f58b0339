import { z } from 'zod';
import { withQuery } from './odata';
import { optionalText } from './wire';

/** One app of Intune, of any type. */
export function pathOfMobileApp(id: string): string {
  return withQuery(`/deviceAppManagement/mobileApps/${encodeURIComponent(id)}`, {
    $select: 'id,displayName',
  });
}

/** The name of an app; an app without one is called by nothing. */
export const mobileAppName: z.ZodType<string | undefined> = z
  .object({ displayName: optionalText })
  .transform(({ displayName }) => displayName);
