import { z } from 'zod';
import { requestVerbs } from '../../cards/request';
import type { Decided, Decision } from '../../services/requests/request-desk';
import { cardAction, type ActionOutcome, type CardAction } from '../card-action';
import type { CommandServices } from '../command-services';
import type { Invocation } from '../invocation';
import type { Write } from './write';
import { renderRequest, showing } from './request-view';

/** What Teams adds are the card's inputs. */
const shape = z.looseObject({
  id: z.number().int().positive(),
  revision: z.number().int().positive(),
});
type Named = Pick<z.infer<typeof shape>, 'id' | 'revision'>;

/** The buttons of a writing command's card. Rights were checked before; whose request it is, is checked here. */
export function writeActions(command: string, write: Write): readonly CardAction[] {
  const verbs = requestVerbs(command);
  return [
    cardAction(verbs.confirm, shape, async (pressed, invocation, services) => {
      const decision = decisionOf(pressed, command, invocation);
      const payload = await chosenPayload(write, pressed, invocation, services);
      if (typeof payload === 'string') return { type: 'message', text: payload };
      const chosen = { ...decision, ...(payload && { payload }) };
      const decided = await services.requests.accept(chosen, showing(services, write));
      return answer(decided, write, invocation, services);
    }),
    cardAction(verbs.withdraw, shape, async (pressed, invocation, services) => {
      const decision = decisionOf(pressed, command, invocation);
      const decided = await services.requests.withdraw(decision, showing(services, write));
      return answer(decided, write, invocation, services);
    }),
  ];
}

/** A sentence when what was chosen on the card cannot be; undefined where there is nothing to choose. */
async function chosenPayload(
  write: Write,
  { id, revision, ...chosen }: z.infer<typeof shape>,
  invocation: Invocation,
  services: CommandServices,
): Promise<object | string | undefined> {
  if (write.choose === undefined) return undefined;
  const request = await services.requests.find(id);
  const isTheirs =
    request?.personId === invocation.actor.id && request.tenantId === invocation.actor.tenantId;
  if (request === undefined || !isTheirs || request.command !== invocation.command) return undefined;
  if (request.state !== 'offered' || request.revision !== revision) return undefined;
  const payload = await write.choose(request.payload, chosen, invocation, services);
  return payload.ok ? payload.value : payload.error;
}

export function decisionOf(
  { id, revision }: Named,
  command: string,
  { actor, conversation, correlationId, pressedOn }: Invocation,
): Decision {
  const card = pressedOn === undefined ? {} : { cardId: pressedOn };
  return { id, revision, command, actor, conversationId: conversation.id, correlationId, ...card };
}

async function answer(
  decided: Decided,
  write: Write,
  { locale }: Invocation,
  services: CommandServices,
): Promise<ActionOutcome | undefined> {
  const say = services.messages(locale);
  switch (decided.type) {
    case 'unknown':
      return undefined;
    case 'not-theirs':
      return { type: 'message', text: say('request.notYours', { name: decided.request.personName }) };
    case 'moved':
    case 'unchanged':
      return {
        type: 'card',
        card: (await renderRequest(decided.request, services, write)).attachment,
        // The others are shown it in order with what follows.
        forEveryone: false,
      };
  }
}
