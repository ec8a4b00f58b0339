import type { TurnContext } from 'botbuilder';
import { z } from 'zod';
import { myDeviceVerbs } from '../cards/my-device-verbs';
import { cardAction } from './card-action';
import type { CommandServices } from './command-services';
import type { Invocation } from './invocation';
import { myDeviceFor } from './my-device-answer';
import { OneTurnDialog } from './one-turn-dialog';
import { messageOf, sendCard } from './reply';

export const myDeviceActions = [
  cardAction(
    myDeviceVerbs.show,
    z.object({ id: z.string().min(1).max(64) }),
    async (data, invocation, services) => {
      const answer = await myDeviceFor(data, invocation, services);
      return typeof answer === 'string'
        ? { type: 'message', text: answer }
        : { type: 'card', card: answer.attachment, forEveryone: true };
    },
  ),
];

/** Answers about the person's own device, and only where nobody else reads along. */
export class MyDeviceDialog extends OneTurnDialog {
  constructor(id: string, services: CommandServices) {
    super(id, (context, invocation) => answer(context, invocation, services));
  }
}

async function answer(
  context: TurnContext,
  invocation: Invocation,
  services: CommandServices,
): Promise<void> {
  const { serials } = invocation.slots;
  const card = await myDeviceFor({ serials }, invocation, services);
  if (invocation.conversation.scope === 'personal') {
    await sendCard(context, card);
    return;
  }
  const say = services.messages(invocation.locale);
  const isReached = await services.tellPersonally(context, messageOf(card));
  await context.sendActivity(say(isReached ? 'my-device.inPrivate' : 'my-device.noPrivate'));
}
