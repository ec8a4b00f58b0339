import { z } from 'zod';
import { statusVerbs } from '../cards/status-verbs';
import { cardAction, type ActionOutcome } from './card-action';
import { mostSerials, statusOfOne, statusOfSeveral, type StatusAnswer } from './status-answer';

/** Nothing is registered under a name without a letter or digit, and a card could not show it. */
const serial = z
  .string()
  .max(128)
  .regex(/[\p{L}\p{N}]/u);
const serials = z.array(serial).max(mostSerials);

/**
 * What the buttons of the status cards do. A refresh edits the card for everyone in the conversation, unless the
 * device was opened from a table: that table is what the others still look at.
 */
export const statusActions = [
  cardAction(
    statusVerbs.refresh,
    z.object({ serial, id: z.string().max(64).optional(), serials: serials.optional() }),
    async (data, invocation, services) =>
      outcome(await statusOfOne(data, services, invocation), data.serials === undefined),
  ),
  cardAction(
    statusVerbs.open,
    z.object({ serial, serials: serials.optional() }),
    async (data, invocation, services) => outcome(await statusOfOne(data, services, invocation), false),
  ),
  cardAction(statusVerbs.list, z.object({ serials: serials.min(1) }), async (data, invocation, services) =>
    outcome(await statusOfSeveral(data.serials, services, invocation), false),
  ),
];

function outcome(answer: StatusAnswer, forEveryone: boolean): ActionOutcome {
  return typeof answer === 'string'
    ? { type: 'message', text: answer }
    : { type: 'card', card: answer.attachment, forEveryone };
}
