import type { TurnContext } from 'botbuilder';

/** How hard a call to Teams is tried. */
export interface Effort {
  readonly tries: number;
  /** How long it may wait in all, for its turn in the conversation and between two tries. */
  readonly patienceMs: number;
  /** Aborted when waiting makes no sense any more. */
  readonly signal?: AbortSignal;
  /** Right before each try; when it rejects, nothing is sent. */
  readonly beforeTry?: () => Promise<void>;
}

const inTurnTries = 4;

/**
 * Teams gives a turn up after 10 to 15 s; a button's answer is lost then, while the answer to a message may still
 * come late (facts: Teams §9).
 */
const turnPatienceMs = { invoke: 8000, other: 15_000 };

const key = Symbol('effort');

/** Makes the calls of a turn of our own try differently from those that answer somebody. */
export function setEffort(context: TurnContext, effort: Effort): void {
  context.turnState.set(key, effort);
}

/** Gives each call of the turn its effort; all waiting of one turn comes out of one purse. */
export function effortsOf(
  context: TurnContext,
  now: () => number,
): <T>(act: (effort: Effort) => Promise<T>) => Promise<T> {
  let leftMs = turnPatienceMs[context.activity.type === 'invoke' ? 'invoke' : 'other'];
  return async (act) => {
    const own = context.turnState.get<Effort | undefined>(key);
    if (own !== undefined) return act(own);
    const startedAt = now();
    try {
      return await act({ tries: inTurnTries, patienceMs: Math.max(0, leftMs) });
    } finally {
      leftMs -= now() - startedAt;
    }
  };
}
