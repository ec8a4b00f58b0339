import type { Outcome } from '../services/requests/outcome';
import { age, inAWhile } from './age';
import { failureSentence } from './failure';
import { isMessageKey, type MessageKey, type Say } from './messages';

/** How a request ended, in one sentence; times are told from `now` (ms since 1970). */
export function outcomeSentence(
  say: Say,
  command: string,
  { code, values = {}, failure }: Outcome,
  now: number,
): string {
  const mostFitting = [`outcomes.${command}.${code}`, `outcomes.any.${failure ?? code}`].find(isMessageKey);
  const key = mostFitting ?? (`outcomes.any.${code}` as MessageKey);
  const reason = failure === undefined ? '' : failureSentence(say, { type: failure });
  return say(key, { ...timesFrom(say, values, now), reason });
}

/** Values whose name ends in `At` are instants, said as "3 min ago" or "in 7 min". */
export function timesFrom(
  say: Say,
  values: Readonly<Record<string, string | number>>,
  now: number,
): Readonly<Record<string, string | number>> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (!name.endsWith('At') || typeof value !== 'number') return [name, value];
      return [name, value > now ? inAWhile(say, value - now) : age(say, value, now)];
    }),
  );
}
