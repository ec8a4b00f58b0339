import { MessageFactory, type TurnContext } from 'botbuilder';
import type { RenderedCard } from '../../cards/card';
import { sendCard } from '../reply';

/** A person who waited this long is told that something is being done. */
const patienceMs = 2000;

/** `interimId` names the message that was sent meanwhile, if one was. */
interface Waited<T> {
  readonly value: T;
  readonly interimId: string | undefined;
}

/** Does something and sends a sentence if that takes its time; the answer is then to take its place. */
export async function withInterim<T>(
  context: TurnContext,
  text: string,
  act: () => Promise<T>,
): Promise<Waited<T>> {
  let sent: Promise<string | undefined> | undefined;
  const timer = setTimeout(() => {
    // Without it the answer is a message of its own.
    sent = sendCard(context, text).catch(() => undefined);
  }, patienceMs);
  try {
    const value = await act();
    clearTimeout(timer);
    return { value, interimId: await sent };
  } finally {
    clearTimeout(timer);
  }
}

/** Puts the answer in the place of the message that was sent meanwhile, or sends it. Gives the id of its message. */
export async function answerOn(
  context: TurnContext,
  id: string | undefined,
  answer: RenderedCard | string,
): Promise<string | undefined> {
  if (id === undefined) return sendCard(context, answer);
  const activity =
    typeof answer === 'string'
      ? MessageFactory.text(answer)
      : { ...MessageFactory.attachment(answer.attachment), summary: answer.summary };
  await context.updateActivity({ ...activity, id });
  return id;
}
