import type { StoredRequest } from '../services/requests/requests';
import type { Card, CardData } from './card';
import { clip } from './clip';
import type { MessageKey, Say } from './messages';
import { outcomeSentence } from './outcome';
import template from './request.json';
import sample from './request.data.json';
import type { Button } from './status-verbs';

/** The buttons of the card belong to the command whose request it shows. */
export function requestVerbs(command: string) {
  return { confirm: `${command}.confirm`, withdraw: `${command}.withdraw` } as const;
}

/** What a button of the card sends back: the request and how it looked when the button was shown. */
interface RequestDecision {
  readonly id: number;
  readonly revision: number;
}

interface DecisionButton extends Button<RequestDecision> {
  /** `positive` or `default` */
  readonly style: string;
}

export interface RequestData extends CardData {
  readonly title: string;
  readonly symbol: string;
  readonly colour: string;
  readonly state: string;
  readonly effects: readonly { readonly text: string }[];
  readonly by: string;
  readonly buttons: readonly DecisionButton[];
}

/** Something a person asked for that changes something: what would happen, and what became of it. */
export const requestCard: Card<RequestData> = {
  id: 'request',
  template,
  sample,
  verbs: Object.values(requestVerbs('sync')),
};

const looks = {
  offered: { symbol: '?', colour: 'Accent' },
  accepted: { symbol: '◐', colour: 'Accent' },
  working: { symbol: '◐', colour: 'Accent' },
  done: { symbol: '✓', colour: 'Good' },
  failed: { symbol: '✕', colour: 'Attention' },
  refused: { symbol: '!', colour: 'Warning' },
  withdrawn: { symbol: '○', colour: 'Default' },
  expired: { symbol: '○', colour: 'Default' },
} as const satisfies Record<StoredRequest['state'], object>;

export interface RequestInput {
  readonly say: Say;
  /** ms since 1970 */
  readonly now: number;
  readonly request: StoredRequest;
}

export function requestData({ say, now, request }: RequestInput): RequestData {
  const title = say(`commands.${request.command}.title` as MessageKey);
  const state = stateSentence(say, request, now);
  return {
    summary: say('request.summary', { title, state }),
    title,
    ...looks[request.state],
    state,
    effects: request.effects.map((text) => ({ text })),
    by: say('request.by', { name: clip(request.personName, 80), id: request.id }),
    buttons: request.state === 'offered' ? decisions(say, request) : [],
  };
}

function stateSentence(say: Say, { state, outcome, command }: StoredRequest, now: number): string {
  if (outcome !== undefined) return outcomeSentence(say, command, outcome, now);
  return say(`request.state.${state}` as MessageKey);
}

function decisions(say: Say, { command, id, revision }: StoredRequest): readonly DecisionButton[] {
  const verbs = requestVerbs(command);
  const data = { id, revision };
  return [
    {
      label: say('request.confirm'),
      hint: say('request.confirmHint'),
      verb: verbs.confirm,
      data,
      style: 'positive',
    },
    {
      label: say('request.withdraw'),
      hint: say('request.withdrawHint'),
      verb: verbs.withdraw,
      data,
      style: 'default',
    },
  ];
}
