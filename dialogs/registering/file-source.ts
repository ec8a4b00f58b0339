import { fileProblemSentence } from '../../cards/import-words';
import type { DownloadFailure } from '../../services/files/download';
import type { FileProblem } from '../../services/registration/doctor/doctored-file';
import { usualLimits } from '../../services/registration/doctor/examine-file';
import { fail, ok, type Result } from '../../services/result';
import { attachedSource, type FileSource } from '../attached-source';
import type { CommandServices } from '../command-services';
import type { Invocation } from '../invocation';
import type { Refusal } from '../writing/write';

/** Where the rows come from: dropped, pasted, or lying beside a message in a channel. A sentence when there are none. */
export async function fileSource(
  invocation: Invocation,
  services: CommandServices,
): Promise<Result<FileSource, Refusal>> {
  const source = await attachedSource(invocation, services, { maxBytes: usualLimits.bytes });
  if (source !== undefined) return ok(source);
  const say = services.messages(invocation.locale);
  if (invocation.conversation.scope === 'personal') return fail(say('register.askForFile'));
  return fail({
    personally: say('register.personalInvite'),
    here: say('register.channelNoFiles'),
    hereAlone: say('register.channelNoFilesAlone'),
  });
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
