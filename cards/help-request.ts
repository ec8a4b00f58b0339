import type { HelpCase, HelpState } from '../services/help/help-case';
import type { Card, CardData } from './card';
import template from './help-request.json';
import sample from './help-request.data.json';
import { handedRows, toldRows } from './help-request-rows';
import { helpVerbs, longestSaid, type HelpNamed } from './help-verbs';
import { momentWords, nameWords, saidRows, type HelpRow, type HelpSaid } from './help-words';
import type { Say } from './messages';
import type { Button } from './status-verbs';

interface Adding {
  readonly label: string;
  readonly placeholder: string;
  readonly error: string;
  readonly most: number;
  readonly send: Button<HelpNamed>;
  readonly settle: Button<HelpNamed>;
}

export interface HelpRequestData extends CardData {
  readonly title: string;
  readonly headline: { readonly symbol: string; readonly style: string; readonly text: string };
  readonly earlier: string;
  readonly said: readonly HelpSaid[];
  readonly details: { readonly label: string; readonly hint: string };
  readonly rows: readonly HelpRow[];
  /** None once it is closed. */
  readonly forms: readonly Adding[];
}

/** An employee's own case, edited in place with each step of the helpdesk. */
export const helpRequestCard: Card<HelpRequestData> = {
  id: 'help-request',
  template,
  sample,
  verbs: [helpVerbs.add, helpVerbs.settle],
};

const looks: Readonly<Record<HelpState | 'failed', { readonly symbol: string; readonly style: string }>> = {
  open: { symbol: '◐', style: 'accent' },
  taken: { symbol: '◐', style: 'accent' },
  answered: { symbol: '●', style: 'good' },
  closed: { symbol: '✔', style: 'emphasis' },
  failed: { symbol: '!', style: 'warning' },
};

export function helpRequestData(say: Say, helpCase: HelpCase): HelpRequestData {
  const { id, state, channel, helper, person, facts, said, tried, entries, earlierEntries } = helpCase;
  const shown = channel.hasFailed && state === 'open' ? 'failed' : state;
  const title = say('get-help.case.title', { id });
  const text = say(`get-help.case.${shown}`, {
    name: nameWords(helper?.name ?? ''),
    at: momentWords(say, helpCase.createdAt),
  });
  return {
    summary: say('get-help.summary', { title, text }),
    title,
    headline: { ...looks[shown], text },
    earlier: earlierEntries > 0 ? say('help-case.earlier', { count: earlierEntries }) : '',
    said: saidRows(say, entries),
    details: { label: say('get-help.case.details'), hint: say('get-help.case.detailsHint') },
    rows: [...handedRows(say, person.name, facts), ...toldRows(say, said, tried)],
    forms: state === 'closed' ? [] : [formOf(say, id)],
  };
}

function formOf(say: Say, id: number): Adding {
  return {
    label: say('get-help.case.add'),
    placeholder: say('get-help.case.addPlaceholder'),
    error: say('get-help.case.addMissing'),
    most: longestSaid,
    send: {
      label: say('get-help.case.addSend'),
      hint: say('get-help.case.addSendHint'),
      verb: helpVerbs.add,
      data: { id },
    },
    settle: {
      label: say('get-help.case.settle'),
      hint: say('get-help.case.settleHint'),
      verb: helpVerbs.settle,
      data: { id },
    },
  };
}
