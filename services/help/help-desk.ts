import type { Journal } from '../audit/journal';
import type { Clock } from '../clock';
import { onItsOwn } from '../jobs/on-its-own';
import type { Log } from '../log';
import type { Actor } from '../people/actor';
import type { Db, Tx } from '../store/store';
import { becomesHelper, concerns, isRepeated, moves, refusalOf, type HelpAction } from './help-acts';
import type { HelpAct, HelpCase, HelpRefusal } from './help-case';
import { createHelpStore, type NewHelpCase } from './help-store';

/**
 * `there-already`: the person has an open case about this device, which stays as it is. `too-many`: they have `most`
 * open ones. `unreached`: nobody knows the way to the helpdesk's conversation. Nothing was stored but for `opened`.
 */
type Asked =
  | { readonly type: 'opened' | 'there-already'; readonly helpCase: HelpCase }
  | { readonly type: 'too-many'; readonly most: number }
  | { readonly type: 'unreached' };

/** `unknown`: no such case, or one that is none of this person's business. */
export type HelpActed =
  | { readonly type: 'moved'; readonly helpCase: HelpCase }
  | { readonly type: 'refused'; readonly refusal: HelpRefusal; readonly helpCase: HelpCase }
  | { readonly type: 'unknown' };

/** What goes into the same transaction: the promises to show a case, and to tell people. */
export interface HelpShowing {
  /** Promises the helpdesk's card; gives the number of the promise, undefined where there is no way. */
  post(tx: Tx, helpCase: HelpCase): Promise<number | undefined>;
  /** Promises what is seen of a move. */
  moved(tx: Tx, helpCase: HelpCase, action: HelpAction): Promise<void>;
  /** Promises to say that the helpdesk was not reached. */
  undelivered(tx: Tx, helpCase: HelpCase): Promise<void>;
}

/** Cases that employees hand to the helpdesk: each transition is locked, recorded and shown in one transaction. */
export interface HelpDesk {
  ask(wish: NewHelpCase, actor: Actor, showing: HelpShowing): Promise<Asked>;
  act(action: HelpAction, showing: HelpShowing): Promise<HelpActed>;
  /** Tells whoever asked that their case did not arrive, as far as is known, each once. */
  keep(showing: HelpShowing): Promise<void>;
  find(id: number, tenantId: string): Promise<HelpCase | undefined>;
  /** The case that somebody has open about a device. */
  openOf(person: Pick<Actor, 'id' | 'tenantId'>, registrationId: string): Promise<HelpCase | undefined>;
}

export interface HelpDeskParts {
  readonly db: Db;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly log: Log;
}

const mostOpen = 5;

/** What is recorded of an act; what a person adds to their own case changes nothing for others. */
const recordedAs: Partial<Readonly<Record<HelpAct, string>>> = {
  take: 'taken',
  answer: 'answered',
  close: 'closed',
  settle: 'closed',
};

class Unreached extends Error {}

export function createHelpDesk({ db, journal, clock, log }: HelpDeskParts): HelpDesk {
  const store = createHelpStore(db, clock);
  const alone = onItsOwn(log, 'help case not kept');

  function record(tx: Tx, helpCase: HelpCase, action: string, by: Recorded): Promise<void> {
    const { id, facts, state, helper } = helpCase;
    const { actor, conversationId, correlationId } = by;
    return journal.append(tx, {
      at: clock.now(),
      tenantId: actor.tenantId,
      actorId: actor.id,
      actorName: actor.name,
      role: actor.role,
      conversationId,
      command: 'get-help',
      action,
      ...(facts && { serial: facts.serial }),
      after: { case: id, state, ...(helper && { helper: helper.name }) },
      result: 'done',
      correlationId,
    });
  }

  async function stored(tx: Tx, id: number): Promise<HelpCase> {
    const helpCase = await store.find(id, tx);
    if (helpCase === undefined) throw new Error(`Help case ${id} is gone`);
    return helpCase;
  }

  async function open(tx: Tx, wish: NewHelpCase, actor: Actor, showing: HelpShowing): Promise<Asked> {
    const others = await store.openOf(tx, actor);
    const same = others.find(({ registrationId }) => registrationId === wish.registrationId);
    if (same !== undefined) return { type: 'there-already', helpCase: await stored(tx, same.id) };
    if (others.length >= mostOpen) return { type: 'too-many', most: mostOpen };
    const id = await store.create(tx, wish);
    const sentAs = await showing.post(tx, await stored(tx, id));
    // What was stored goes with the transaction.
    if (sentAs === undefined) throw new Unreached();
    await store.sentAs(tx, id, sentAs);
    const helpCase = await stored(tx, id);
    await record(tx, helpCase, 'requested', { ...wish, actor });
    return { type: 'opened', helpCase };
  }

  async function tellUndelivered(tx: Tx, id: number, showing: HelpShowing): Promise<void> {
    if ((await store.lock(tx, id))?.state === 'closed') return;
    await store.noteUndelivered(tx, id);
    await showing.undelivered(tx, await stored(tx, id));
  }

  return {
    async ask(wish, actor, showing) {
      try {
        return await db.transaction().execute((tx) => open(tx, wish, actor, showing));
      } catch (error) {
        if (error instanceof Unreached) return { type: 'unreached' };
        throw error;
      }
    },
    act: (action, showing) =>
      db.transaction().execute(async (tx): Promise<HelpActed> => {
        const helpCase = await store.lock(tx, action.id);
        if (helpCase === undefined || !concerns(helpCase, action)) return { type: 'unknown' };
        const refusal = refusalOf(helpCase, action);
        if (refusal !== undefined) return { type: 'refused', refusal, helpCase };
        if (isRepeated(helpCase, action, clock.now())) return { type: 'moved', helpCase };
        await store.move(tx, helpCase, moveOf(helpCase, action));
        const moved = await stored(tx, helpCase.id);
        const name = recordedAs[action.act];
        if (name !== undefined) await record(tx, moved, name, action);
        await showing.moved(tx, moved, action);
        return { type: 'moved', helpCase: moved };
      }),
    async keep(showing) {
      for (const id of await store.undelivered()) {
        await alone({ case: id }, () => db.transaction().execute((tx) => tellUndelivered(tx, id, showing)));
      }
    },
    async find(id, tenantId) {
      const helpCase = await store.find(id);
      return helpCase?.tenantId === tenantId ? helpCase : undefined;
    },
    openOf: (person, registrationId) =>
      db.transaction().execute(async (tx) => {
        const open = await store.openOf(tx, person);
        const found = open.find((each) => each.registrationId === registrationId);
        return found && stored(tx, found.id);
      }),
  };
}

type Recorded = Pick<HelpAction, 'actor' | 'conversationId' | 'correlationId'>;

function moveOf(helpCase: HelpCase, { act, actor, text }: HelpAction) {
  const { id, name } = actor;
  const side = helpCase.person.id === id && (act === 'add' || act === 'settle') ? 'employee' : 'helpdesk';
  return {
    to: moves[act][helpCase.state] ?? helpCase.state,
    ...(becomesHelper(helpCase, act) && { helper: { id, name } }),
    ...(text !== '' && { entry: { side, author: name, text } as const }),
  };
}
