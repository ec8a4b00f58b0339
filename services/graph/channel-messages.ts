import { z } from 'zod';
import type { Result } from '../result';
import type { GraphFailure } from './graph-failure';
import { optionalText, parseOne } from './wire';

/**
 * Where a message stands. `teamId` is the Entra id of the team's group; `replyToId` is the message that began the
 * thread in a channel, and may be the message itself.
 */
export type MessagePlace =
  | {
      readonly teamId: string;
      readonly channelId: string;
      readonly messageId: string;
      readonly replyToId?: string;
    }
  | { readonly chatId: string; readonly messageId: string };

/** learn.microsoft.com/graph/api/chatmessage-get, in v1.0. */
export function pathOfMessage(place: MessagePlace): string {
  if ('chatId' in place) return `/chats/${id(place.chatId)}/messages/${id(place.messageId)}`;
  const { teamId, channelId, messageId, replyToId = messageId } = place;
  const thread = `/teams/${id(teamId)}/channels/${id(channelId)}/messages/${id(replyToId)}`;
  return replyToId === messageId ? thread : `${thread}/replies/${id(messageId)}`;
}

/** A path part. Dots alone would be walked as folders, encoded or not; no id consists of them. */
function id(text: string): string {
  return encodeURIComponent(text).replace(/^\.{1,2}$/, '-');
}

/** A file that lies in SharePoint or OneDrive and that a message points to. */
export interface FileReference {
  readonly contentUrl: string;
  readonly name?: string;
}

const attachment = z
  .object({
    contentType: z.literal('reference'),
    contentUrl: z.string().min(1).max(4000),
    name: optionalText,
  })
  .transform(({ contentUrl, name }): FileReference => ({ contentUrl, ...(name !== undefined && { name }) }));

const message = z
  .object({ id: z.string().min(1), attachments: z.array(z.unknown()).nullish() })
  .transform(({ attachments }) => (attachments ?? []).flatMap((one) => attachment.safeParse(one).data ?? []));

/** The files of a message; its cards, quotes and pictures are none (resources/chatmessageattachment). */
export function parseFileReferences(answer: unknown): Result<readonly FileReference[], GraphFailure> {
  return parseOne(answer, message);
}
