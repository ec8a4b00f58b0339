import type { Activity } from 'botbuilder';
import { z } from 'zod';
import type { AttachedFile } from '../dialogs/attached-file';
import { plainFileName } from '../services/files/file-name';

/** A file in a personal chat (bots-filesv4). */
const fileDownload = 'application/vnd.microsoft.teams.file.download.info';
const mostFiles = 10;

const attachment = z
  .object({
    contentType: z.literal(fileDownload),
    name: z.string().catch(''),
    content: z.object({ downloadUrl: z.string().min(1).max(8000) }),
  })
  .transform(({ name, content }): AttachedFile => ({ name: plainFileName(name), url: content.downloadUrl }));

/** The files dropped into a personal chat (bots-filesv4), at most ten; whatever else is attached is left out. */
export function attachedFiles({ attachments }: Pick<Activity, 'attachments'>): readonly AttachedFile[] {
  return listOf(attachments)
    .flatMap((one) => attachment.safeParse(one).data ?? [])
    .slice(0, mostFiles);
}

const anyFile = z.object({
  contentType: z.union([z.literal(fileDownload), z.string().startsWith('image/')]),
});

/** Also one that cannot be read; `text/html` comes with every message and is none. */
export function holdsFileOrPicture({ attachments }: Pick<Activity, 'attachments'>): boolean {
  return listOf(attachments).some((one) => anyFile.safeParse(one).success);
}

function listOf(attachments: unknown): readonly unknown[] {
  return Array.isArray(attachments) ? attachments : [];
}
