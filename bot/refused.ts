import type { Command } from '../dialogs/command';
import type { Invocation } from '../dialogs/invocation';
import type { House } from './house';

type Why = 'not-allowed' | 'unreadable';

const mostKept = 500;

/** Somebody may not do this, or asks for it in a way that no card does: counted, and recorded where it would write. */
export async function noteRefusal(
  { meter, recordRefusal }: Pick<House, 'meter' | 'recordRefusal'>,
  command: Pick<Command, 'id' | 'sideEffect'>,
  invocation: Invocation,
  { why = 'not-allowed', pressed }: { readonly why?: Why; readonly pressed?: Pressed } = {},
): Promise<void> {
  if (why === 'not-allowed') meter.refusal(command.id);
  if (command.sideEffect !== 'write') return;
  const { actor, conversation, correlationId } = invocation;
  await recordRefusal({
    tenantId: actor.tenantId,
    actorId: actor.id,
    actorName: actor.name,
    role: actor.role,
    conversationId: conversation.id,
    command: command.id,
    correlationId,
    why: actor.rolesUnread === true ? 'roles-unread' : why,
    tried: pressed === undefined ? namedIn(invocation) : { verb: pressed.verb, ...sentIn(pressed.data) },
  });
}

export interface Pressed {
  readonly verb: string;
  readonly data: unknown;
}

/** What the sentence was about; what it says else is not kept. */
function namedIn({ slots: { requestId, serials, tag } }: Invocation): object {
  return {
    ...(requestId !== undefined && { request: requestId }),
    ...(serials.length > 0 && { serials: serials.join(', ').slice(0, mostKept) }),
    ...(tag !== undefined && { tag: tag.slice(0, mostKept) }),
  };
}

/** The number that the button names, right or wrong: it is input. */
function sentIn(data: unknown): object {
  const id = (data as { readonly id?: unknown } | null | undefined)?.id;
  return typeof id === 'number' || typeof id === 'string' ? { request: String(id).slice(0, 30) } : {};
}
