import type { Journal } from '../audit/journal';
import type { Clock } from '../clock';
import type { Actor } from '../people/actor';
import type { Db } from '../store/store';
import { createPlaces, type Place, type Purpose } from './places';

interface PlaceWish {
  readonly purpose: Purpose;
  /** The channel or chat that is meant. */
  readonly conversationId: string;
  /** What is to be sent there; undefined for nothing any more. */
  readonly wanted?: Pick<Place, 'locale' | 'rhythm'>;
}

interface PlaceChooser {
  readonly actor: Actor;
  readonly correlationId: string;
}

/**
 * Lets messages of a kind go to a conversation, or no longer, and records who wanted it. Writes nothing where it is
 * so already: also when they go elsewhere by now and are no longer wanted here.
 */
export type ChoosePlace = (wish: PlaceWish, chooser: PlaceChooser) => Promise<void>;

export function createChoosePlace({
  db,
  journal,
  clock,
}: {
  readonly db: Db;
  readonly journal: Journal;
  readonly clock: Clock;
}): ChoosePlace {
  return ({ purpose, conversationId, wanted }, { actor, correlationId }) =>
    db.transaction().execute(async (tx) => {
      const { tenantId } = actor;
      const places = createPlaces(tx);
      const before = await places.of(tenantId, purpose);
      const after = wanted && { tenantId, conversationId, ...wanted };
      if (isSo(before, conversationId, after)) return;
      if (after === undefined) await places.leave(tx, tenantId, purpose);
      else await places.choose(tx, purpose, after);
      await journal.append(tx, {
        at: clock.now(),
        tenantId,
        actorId: actor.id,
        actorName: actor.name,
        role: actor.role,
        conversationId,
        command: 'channel',
        action: after === undefined ? 'left' : 'chosen',
        before: recorded(purpose, before),
        after: recorded(purpose, after),
        result: 'done',
        correlationId,
      });
    });
}

function isSo(before: Place | undefined, conversationId: string, after: Place | undefined): boolean {
  const isHere = before?.conversationId === conversationId;
  return after === undefined ? !isHere : isHere && before.rhythm === after.rhythm;
}

function recorded(purpose: Purpose, place: Place | undefined): object {
  if (place === undefined) return { purpose };
  const { conversationId, rhythm } = place;
  return { purpose, conversation: conversationId, ...(rhythm !== undefined && { rhythm }) };
}
