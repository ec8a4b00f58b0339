import { randomUUID } from 'node:crypto';
import type { TurnContext } from 'botbuilder';

const key = Symbol('correlation id');

/** The id of this turn: in each of its log lines, and in the apology a person gets when it fails. */
export function correlationOf(context: TurnContext): string {
  const known = context.turnState.get<string | undefined>(key);
  if (known !== undefined) return known;
  const id = randomUUID().slice(0, 8);
  context.turnState.set(key, id);
  return id;
}
