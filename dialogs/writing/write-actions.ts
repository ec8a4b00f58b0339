import { z } from 'zod';
import { requestVerbs } from '../../cards/request';
import type { Decided, Decision } from '../../services/requests/request-desk';
import { cardAction, type ActionOutcome, type CardAction } from '../card-action';
import type { CommandServices } from '../command-services';
import type { Invocation } from '../invocation';
import { renderRequest, showing } from './request-view';

const shape = z.object({ id: z.number().int().positive(), revision: z.number().int().positive() });
type Named = z.infer<typeof shape>;

/** The buttons of a writing command's card. Rights were checked before; whose request it is, is checked here. */
export function writeActions(command: string): readonly CardAction[] {
  const verbs = requestVerbs(command);
  const action = (
    verb: string,
    act: (services: CommandServices, decision: Decision) => Promise<Decided>,
  ): CardAction =>
    cardAction(verb, shape, async (named, invocation, services) =>
      answer(await act(services, decisionOf(named, command, invocation)), invocation, services),
    );
  return [
    action(verbs.confirm, (services, decision) => services.requests.accept(decision, showing(services))),
    action(verbs.withdraw, (services, decision) => services.requests.withdraw(decision, showing(services))),
  ];
}

export function decisionOf(
  { id, revision }: Named,
  command: string,
  { actor, conversation, correlationId, pressedOn }: Invocation,
): Decision {
  const card = pressedOn === undefined ? {} : { cardId: pressedOn };
  return { id, revision, command, actor, conversationId: conversation.id, correlationId, ...card };
}

function answer(decided: Decided, { locale }: Invocation, services: CommandServices): ActionOutcome {
  const say = services.messages(locale);
  switch (decided.type) {
    case 'unknown':
      return { type: 'message', text: say('errors.oldButton') };
    case 'not-theirs':
      return { type: 'message', text: say('request.notYours', { name: decided.request.personName }) };
    case 'moved':
    case 'unchanged':
      return {
        type: 'card',
        card: renderRequest(decided.request, services).attachment,
        // The others are shown it in order with what follows.
        forEveryone: false,
      };
  }
}
