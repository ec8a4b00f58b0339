import { z } from 'zod';
import { escapeMarkdown } from '../../cards/escape';
import type { Change } from '../../services/changes/change';
import type { DeviceNow } from '../../services/changes/device-now';
import { kinds, type KindId } from '../../services/changes/kinds';
import type { ChangeKind, Values } from '../../services/changes/kinds/kind';
import type { Outcome } from '../../services/requests/outcome';
import { fail, ok, type Result } from '../../services/result';
import type { CommandServices } from '../command-services';
import type { Invocation } from '../invocation';
import { write, type Refusal, type Work, type Write } from '../writing/write';
import { changeRequestCard } from './change-card';
import { showingChanges } from './change-showing';
import { findTargets } from './find-targets';

/** What the request of a change names. */
export const changePayload = z.object({ changeId: z.number().int().positive() });
export type ChangePayload = z.infer<typeof changePayload>;

/** What is asked for. */
export interface Wish {
  readonly values: Values;
  /** What to know of it, one sentence each. */
  readonly notes: readonly string[];
  /** Where it leads these devices. */
  look?(devices: readonly DeviceNow[]): Promise<Pick<Change, 'prospect' | 'effects'>>;
}

type Declared = Parameters<typeof write<ChangePayload>>[0];
type Conversing = Pick<Declared, 'missing' | 'brought' | 'isAnswer' | 'choose' | 'word'>;

/** A command that asks for a change of a kind: its confirmed request becomes a change that waits for approval. */
export function changeWrite(
  kindId: KindId,
  wishOf: (invocation: Invocation, services: CommandServices) => Promise<Result<Wish, string>>,
  more: Conversing = {},
): Write {
  const kind: ChangeKind = kinds[kindId];
  return write<ChangePayload>({
    ...more,
    payload: changePayload,
    card: (request, services, tx) => changeRequestCard(request, services, tx),
    async plan(
      invocation,
      services,
      brought,
    ): Promise<Result<{ payload: ChangePayload; effects: readonly string[] }, Refusal>> {
      const sentence = (text: string) => fail(escapeMarkdown(text));
      const wish = await wishOf(invocation, services);
      if (!wish.ok) return sentence(wish.error);
      const { values, notes } = wish.value;
      const found = await findTargets(invocation.slots.serials, kind, values, invocation, services);
      if (!found.ok) return sentence(found.error);
      const { devices } = found.value;
      const ahead = await wish.value.look?.(devices);
      const effects = [...brought, ...found.value.notes, ...notes, ...(ahead?.effects ?? [])];
      const { actor, conversation, locale, correlationId } = invocation;
      const changeId = await services.changes.draft({
        tenantId: actor.tenantId,
        kind: kindId,
        requester: { id: actor.id, name: actor.name },
        requesterRole: actor.role,
        conversationId: conversation.id,
        scope: conversation.scope,
        locale,
        correlationId,
        wish: values,
        effects,
        ...(ahead?.prospect && { prospect: ahead.prospect }),
        devices: devices.map((device) => ({
          registrationId: device.registrationId,
          serial: device.serial,
          before: kind.valuesOf(device),
          after: values,
        })),
      });
      return ok({ payload: { changeId }, effects });
    },
    offered: ({ changeId }, { id }, { changes }) => changes.belongsTo(changeId, id),
    run: submit,
  });
}

/** From here on the change goes its own way; the request has done its part. */
async function submit({ changeId }: ChangePayload, work: Work): Promise<Outcome> {
  const { actor, services } = work;
  await work.stillOurs();
  const change = await services.changes.submit(changeId, actor, showingChanges(services));
  if (change === undefined) return { result: 'failed', code: 'changeGone' };
  return { result: 'done', code: 'submitted', isRecorded: true };
}
