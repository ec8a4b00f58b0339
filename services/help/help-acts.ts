import { storableText } from '../audit/canonical-json';
import { mayHandleTag } from '../people/tag-scope';
import type { Actor } from '../people/actor';
import type { HelpAct, HelpCase, HelpRefusal, HelpState } from './help-case';

/** What is asked of a case, and by whom. */
export interface HelpAction {
  readonly act: HelpAct;
  readonly id: number;
  /** As the card showed it; what a person adds to their own case fits any. */
  readonly revision?: number;
  /** The answer, what is added, or a last word; may be empty. */
  readonly text: string;
  readonly actor: Actor;
  readonly conversationId: string;
  readonly correlationId: string;
}

/** Where an act leads; from a state that is not named it leads nowhere. */
export const moves: Readonly<Record<HelpAct, Partial<Readonly<Record<HelpState, HelpState>>>>> = {
  take: { open: 'taken', taken: 'taken', answered: 'taken' },
  answer: { open: 'answered', taken: 'answered', answered: 'answered' },
  close: { open: 'closed', taken: 'closed', answered: 'closed' },
  add: { open: 'open', taken: 'taken', answered: 'taken' },
  settle: { open: 'closed', taken: 'closed', answered: 'closed' },
};

const ofHelpdesk: readonly HelpAct[] = ['take', 'answer', 'close'];
const pressedTwiceMs = 60_000;
const withWords: readonly HelpAct[] = ['answer', 'add'];

/** Whether this person may know of the case by this act at all; who may not learns nothing of it. */
export function concerns({ tenantId, person }: HelpCase, { act, actor }: HelpAction): boolean {
  return tenantId === actor.tenantId && (ofHelpdesk.includes(act) || person.id === actor.id);
}

/** Why this person may not do this now; asked with the case locked. */
export function refusalOf(helpCase: HelpCase, action: HelpAction): HelpRefusal | undefined {
  const { act, actor, revision, text } = action;
  const { state, helper, facts } = helpCase;
  if (ofHelpdesk.includes(act) && facts !== undefined && !mayHandleTag(actor, facts.groupTag))
    return 'outside';
  if (moves[act][state] === undefined) return 'closed';
  if (revision !== undefined && revision !== helpCase.revision) return 'card-outdated';
  if (act === 'take' && helper?.id === actor.id) return 'yours-already';
  if ((act === 'answer' || act === 'close') && helper !== undefined && helper.id !== actor.id)
    return 'others';
  return withWords.includes(act) && text === '' ? 'nothing-said' : undefined;
}

/** Whether somebody pressed twice: they added the very same within the last minute. */
export function isRepeated({ entries }: HelpCase, { act, text }: HelpAction, now: number): boolean {
  const last = entries.findLast(({ side }) => side === 'employee');
  return act === 'add' && last?.text === storableText(text) && now - last.at < pressedTwiceMs;
}

/** Who has it afterwards: whoever takes it, or deals with it first. */
export function becomesHelper({ helper }: HelpCase, act: HelpAct): boolean {
  return act === 'take' || (ofHelpdesk.includes(act) && helper === undefined);
}
