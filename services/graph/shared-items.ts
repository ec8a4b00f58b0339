import { z } from 'zod';
import type { Result } from '../result';
import type { GraphFailure } from './graph-failure';
import { optionalId, optionalText, parseOne, present } from './wire';

/**
 * The file behind an address in SharePoint or OneDrive, in v1.0, by the address itself (learn.microsoft.com/graph/api/
 * shares-get, "Encoding sharing URLs"). No `$select`: it can cost the download address.
 */
export function pathOfSharedItem(contentUrl: string): string {
  return `/shares/u!${Buffer.from(contentUrl, 'utf8').toString('base64url')}/driveItem`;
}

/** `downloadUrl` needs no token, lives for minutes, and is absent for a folder; `size` in bytes. */
export interface SharedItem {
  readonly name?: string;
  readonly size?: number;
  readonly downloadUrl?: string;
  /** Entra object id of the person who put it there, lower case. */
  readonly createdBy?: string;
}

const creator = z.object({ user: z.object({ id: optionalId }) });

const item = z
  .object({
    id: z.string().min(1),
    name: optionalText,
    size: z.number().int().nonnegative().optional().catch(undefined),
    '@microsoft.graph.downloadUrl': optionalText,
    createdBy: creator.optional().catch(undefined),
  })
  .transform(({ name, size, createdBy, '@microsoft.graph.downloadUrl': downloadUrl }): SharedItem =>
    present({ name, size, downloadUrl, createdBy: createdBy?.user.id?.toLowerCase() }),
  );

export function parseSharedItem(answer: unknown): Result<SharedItem, GraphFailure> {
  return parseOne(answer, item);
}
