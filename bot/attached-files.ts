import type { Activity } from 'botbuilder';
import { z } from 'zod';
import type { AttachedFile } from '../dialogs/attached-file';
import { plainFileName } from '../services/files/file-name';

const mostFiles = 10;

const attachment = z
  .object({
    contentType: z.literal('application/vnd.microsoft.teams.file.download.info'),
    name: z.string().catch(''),
    content: z.object({ downloadUrl: z.string().min(1).max(8000) }),
  })
  .transform(({ name, content }): AttachedFile => ({ name: plainFileName(name), url: content.downloadUrl }));

/** The files dropped into a personal chat (bots-filesv4), at most ten; whatever else is attached is left out. */
export function attachedFiles({ attachments }: Pick<Activity, 'attachments'>): readonly AttachedFile[] {
  const list: readonly unknown[] = Array.isArray(attachments) ? attachments : [];
  return list.flatMap((one) => attachment.safeParse(one).data ?? []).slice(0, mostFiles);
}
