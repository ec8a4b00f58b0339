import { fileProblemSentence } from '../../cards/import-words';
import type { DownloadFailure } from '../../services/files/download';
import type { FileProblem } from '../../services/registration/doctor/doctored-file';
import { usualLimits } from '../../services/registration/doctor/examine-file';
import { fail, ok, type Result } from '../../services/result';
import type { AttachedFile } from '../attached-file';
import type { CommandServices } from '../command-services';
import type { Invocation } from '../invocation';
import type { Refusal } from '../writing/write';
import { holdsRows, rowsOf } from './pasted-rows';

/** A file as it came, read once; `others` lie beside it unread. */
interface FileSource {
  readonly name: string;
  readonly others: number;
  read<T>(consume: (bytes: AsyncIterable<Uint8Array>) => Promise<T>): Promise<Result<T, DownloadFailure>>;
}

/** Where the rows come from: dropped, pasted, or lying beside a message in a channel. A sentence when there are none. */
export async function fileSource(
  invocation: Invocation,
  services: CommandServices,
): Promise<Result<FileSource, Refusal>> {
  const { files, text, locale, conversation } = invocation;
  const say = services.messages(locale);
  if (files.length > 0) return ok(downloaded(files, services));
  if (holdsRows(text)) {
    return ok({
      name: say('register.pasted'),
      others: 0,
      read: async (consume) => ok(await consume(rowsOf(text))),
    });
  }
  if (conversation.scope === 'personal') return fail(say('register.askForFile'));
  const shared = await sharedWith(invocation, services);
  if (shared.length > 0) return ok(downloaded(shared, services));
  return fail({
    personally: say('register.personalInvite'),
    here: say('register.channelNoFiles'),
    hereAlone: say('register.channelNoFilesAlone'),
  });
}

function downloaded(files: readonly AttachedFile[], { download }: CommandServices): FileSource {
  const [file] = files;
  return {
    name: file?.name ?? '',
    others: files.length - 1,
    read: (consume) => download.read(file?.url ?? '', { maxBytes: usualLimits.bytes }, consume),
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

/** Why a file was not read, or could not be used. */
export function sourceSentence(
  failure: DownloadFailure | FileProblem,
  from: 'download' | 'file',
  { locale }: Invocation,
  { messages }: CommandServices,
): string {
  const say = messages(locale);
  return from === 'file'
    ? fileProblemSentence(say, failure as FileProblem)
    : say(`download.${(failure as DownloadFailure).type}`);
}
