import type { DownloadFailure } from '../services/files/download';
import { ok, type Result } from '../services/result';
import type { AttachedFile } from './attached-file';
import type { CommandServices } from './command-services';
import type { Invocation } from './invocation';
import { holdsRows, rowsOf } from './registering/pasted-rows';

/** A file as it came, read once; `others` lie beside it unread. */
export interface FileSource {
  readonly name: string;
  readonly others: number;
  read<T>(consume: (bytes: AsyncIterable<Uint8Array>) => Promise<T>): Promise<Result<T, DownloadFailure>>;
}

/** The file of a message: dropped, pasted as rows, or lying beside it in a channel; undefined when there is none. */
export async function attachedSource(
  invocation: Invocation,
  services: CommandServices,
  limits: { readonly maxBytes: number },
): Promise<FileSource | undefined> {
  const { files, text, locale, conversation } = invocation;
  if (files.length > 0) return downloaded(files, services, limits);
  if (holdsRows(text)) {
    return {
      name: services.messages(locale)('register.pasted'),
      others: 0,
      read: async (consume) => ok(await consume(rowsOf(text))),
    };
  }
  if (conversation.scope === 'personal') return undefined;
  const shared = await sharedWith(invocation, services);
  return shared.length > 0 ? downloaded(shared, services, limits) : undefined;
}

function downloaded(
  files: readonly AttachedFile[],
  { download }: CommandServices,
  limits: { readonly maxBytes: number },
): FileSource {
  const [file] = files;
  return {
    name: file?.name ?? '',
    others: files.length - 1,
    read: (consume) => download.read(file?.url ?? '', limits, consume),
  };
}

/** Only what this person put there: the bot may read files that they may not. */
async function sharedWith(
  { place, actor }: Invocation,
  { sharedFiles }: CommandServices,
): Promise<readonly AttachedFile[]> {
  if (sharedFiles === undefined || place === undefined) return [];
  const found = await sharedFiles.find(place);
  return found.ok ? found.value.filter(({ createdBy }) => createdBy === actor.id) : [];
}
