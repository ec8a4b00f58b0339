import { randomUUID } from 'node:crypto';
import type { TurnContext } from 'botbuilder';
import type { z } from 'zod';
import type { Role } from '../services/people/actor';
import { redact } from '../services/redaction';
import type { CommandServices } from './command-services';
import type { Invocation } from './invocation';

/** A file as it is handed over; `description` is one sentence. */
export interface MadeFile {
  readonly name: string;
  readonly description: string;
  readonly bytes: Uint8Array;
}

/**
 * A kind of file that a command hands out. It is made when it is offered, to tell its size, and made anew when the
 * person takes it: only ids lie in between.
 */
export interface OfferedFile {
  readonly kind: string;
  /** Where the file asks for a higher role than its command. */
  readonly access?: Role;
  /** A sentence when there is nothing to hand out; undefined when `ids` is not this kind's shape. */
  make(
    ids: unknown,
    invocation: Invocation,
    services: CommandServices,
  ): Promise<MadeFile | string | undefined>;
}

/** Couples a kind of file with the shape of its ids, which come back from Teams. */
export function offeredFile<T>(
  kind: string,
  shape: z.ZodType<T>,
  make: (ids: T, invocation: Invocation, services: CommandServices) => Promise<MadeFile | string>,
  { access }: Pick<OfferedFile, 'access'> = {},
): OfferedFile {
  return {
    kind,
    ...(access !== undefined && { access }),
    async make(ids, invocation, services) {
      const parsed = shape.safeParse(ids);
      return parsed.success ? make(parsed.data, invocation, services) : undefined;
    },
  };
}

/** What goes to Teams with an offer and comes back when it is taken or not. */
interface OfferContext {
  /** Of this very offer, which is taken once. */
  readonly offer: string;
  readonly file: string;
  /** Entra object id of the person to whom it was offered. */
  readonly person: string;
  readonly ids: object;
}

const consentCard = 'application/vnd.microsoft.teams.card.file.consent';
/** OneDrive takes none of these in a name (support.microsoft.com, restrictions in OneDrive and SharePoint). */
const forbiddenInNames = /["*:<>?/\\|#%~&{}\p{Cc}]/gu;

/**
 * Asks the person whether to save a file in their OneDrive, which Teams offers in personal chats only. Gives the
 * sentence that says what became of it.
 */
export async function offerFile(
  context: TurnContext,
  file: OfferedFile,
  ids: object,
  invocation: Invocation,
  services: CommandServices,
): Promise<string> {
  const say = services.messages(invocation.locale);
  if (invocation.conversation.scope !== 'personal') return say('file.personalOnly');
  const made = await file.make(ids, invocation, services);
  if (made === undefined) return say('errors.oldButton');
  if (typeof made === 'string') return made;
  const offer: OfferContext = { offer: randomUUID(), file: file.kind, person: invocation.actor.id, ids };
  await context.sendActivity({
    type: 'message',
    summary: made.description,
    attachments: [
      {
        contentType: consentCard,
        name: redact(made.name).replace(forbiddenInNames, '_').trim(),
        content: {
          description: made.description,
          sizeInBytes: made.bytes.byteLength,
          acceptContext: offer,
          declineContext: offer,
        },
      },
    ],
  });
  return say('file.offered');
}
