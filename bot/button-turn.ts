import type { AdaptiveCardInvokeResponse, AdaptiveCardInvokeValue, TurnContext } from 'botbuilder';
import { z } from 'zod';
import { refusal, titleKey } from '../dialogs/answers';
import type { ActionOutcome, CardAction } from '../dialogs/card-action';
import { setInvocation, type Invocation } from '../dialogs/invocation';
import { offerFile } from '../dialogs/offered-file';
import { chooseVerb } from '../cards/choices';
import { requestVerbs } from '../cards/request';
import type { Command } from '../dialogs/command';
import { describeError } from '../services/redaction';
import type { House } from './house';
import { message } from './invoke-answer';
import { invocationFor, localeOf } from './person';
import { noteRefusal } from './refused';
import { begin } from './text-turn';

/** Its number connects the line with the job that follows. */
const requestNamed = z.object({ id: z.number() });
const choice = z.object({ command: z.string(), text: z.string().max(2000) });

/** Answers a pressed card button. What it carries is input: it is parsed, and who pressed it is checked anew. */
export async function answerButton(
  context: TurnContext,
  value: AdaptiveCardInvokeValue,
  house: House,
): Promise<AdaptiveCardInvokeResponse> {
  const { verb, data } = value.action;
  if (verb === chooseVerb) return choose(context, data, house);
  const found = house.registry.findAction(verb);
  const say = house.services.messages(localeOf(context));
  if (found === undefined) return message(say('errors.oldButton'));
  const command = asPressed(found);
  const invocation = await invocationFor(context, house.access, command);
  setInvocation(context, invocation);
  const request = requestOf(command, verb, data);
  house.log.info(
    { command: invocation.command, verb, request, correlationId: invocation.correlationId },
    'button',
  );
  if (!house.access.mayPress(invocation.actor, command, found.action)) {
    await noteRefusal(house, command, invocation, { pressed: { verb, data } });
    return message(refusal(invocation, house.services));
  }
  house.meter.command(command.id, 'button');
  const outcome = await found.action.run(data, invocation, house.services);
  if (request !== undefined) {
    await stopAsking(context, request, house, invocation);
  }
  if (outcome === undefined) {
    await noteRefusal(house, command, invocation, { why: 'unreadable', pressed: { verb, data } });
    return message(say('errors.oldButton'));
  }
  if (outcome.type === 'message') return message(outcome.text);
  if (outcome.type === 'post') {
    await context.sendActivity(outcome.post);
    return message(outcome.text);
  }
  if (outcome.type === 'file') {
    return message(await offerFile(context, outcome.file, outcome.ids, invocation, house.services));
  }
  await showEveryone(context, outcome, house, invocation);
  return {
    statusCode: 200,
    type: 'application/vnd.microsoft.card.adaptive',
    value: outcome.card.content as Record<string, unknown>,
  };
}

/** The command as this button uses it. */
function asPressed({ command, action }: { readonly command: Command; readonly action: CardAction }): Command {
  return { ...command, sideEffect: action.sideEffect ?? command.sideEffect };
}

/** Other buttons of a writing command name something of their own. */
function requestOf({ id, write }: Command, verb: string, data: unknown): number | undefined {
  const decides = write !== undefined && Object.values<string>(requestVerbs(id)).includes(verb);
  return decides ? requestNamed.safeParse(data).data?.id : undefined;
}

/** Once decided on the card, nobody is to be asked for a yes or a no any more. What was decided stands without it. */
async function stopAsking(
  context: TurnContext,
  request: number,
  { dialogs, log }: House,
  invocation: Invocation,
): Promise<void> {
  const { correlationId } = invocation;
  await dialogs.endOffer(context, invocation, request).catch((error: unknown) => {
    log.warn({ err: describeError(error), correlationId }, 'question left open');
  });
}

/** The answer to a button changes the card on one screen only; an edit changes it for the whole conversation. */
async function showEveryone(
  context: TurnContext,
  outcome: Extract<ActionOutcome, { type: 'card' }>,
  house: House,
  invocation: Invocation,
): Promise<void> {
  const id = context.activity.replyToId;
  if (!outcome.forEveryone || id === undefined) return;
  try {
    await context.updateActivity({ type: 'message', id, attachments: [outcome.card] });
  } catch (error) {
    house.log.warn(
      { err: describeError(error), correlationId: invocation.correlationId },
      'card not edited for everyone',
    );
  }
}

async function choose(
  context: TurnContext,
  data: unknown,
  house: House,
): Promise<AdaptiveCardInvokeResponse> {
  const parsed = choice.safeParse(data);
  const command = house.registry.find(parsed.data?.command ?? '');
  const say = house.services.messages(localeOf(context));
  if (command === undefined) return message(say('errors.oldButton'));
  const text = parsed.data?.text ?? '';
  const slots = house.recognizer.slotsFor(text, command.id);
  const invocation = { ...(await invocationFor(context, house.access, command, slots)), text };
  const { correlationId } = invocation;
  house.log.info({ command: command.id, verb: chooseVerb, correlationId }, 'button');
  if (!house.access.mayUse(invocation.actor, command, slots)) {
    await noteRefusal(house, command, invocation);
    return message(refusal(invocation, house.services));
  }
  house.meter.command(command.id, 'button');
  await begin(context, house, command, invocation);
  return message(say('unknown.chosen', { title: say(titleKey(command.id)) }));
}
