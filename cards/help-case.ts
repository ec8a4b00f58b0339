import type { HelpCase, HelpFacts } from '../services/help/help-case';
import type { Card, CardData } from './card';
import { chooseVerb, type RouteChoice } from './choices';
import { explainButton } from './explain-button';
import template from './help-case.json';
import sample from './help-case.data.json';
import { helpVerbs, longestAnswer, type HelpNamed, type HelpShown } from './help-verbs';
import {
  deviceWords,
  failureWords,
  momentWords,
  nameWords,
  saidRows,
  timeRows,
  triedWords,
  usualRows,
  type HelpRow,
  type HelpSaid,
} from './help-words';
import type { Say } from './messages';
import type { Button } from './status-verbs';

interface Writing {
  readonly label: string;
  readonly hint: string;
  readonly input: string;
  readonly inputId: string;
  readonly placeholder: string;
  readonly isRequired: boolean;
  readonly error: string;
  readonly most: number;
  readonly send: Button<HelpShown>;
}

export interface HelpCaseData extends CardData {
  readonly title: string;
  readonly headline: { readonly symbol: string; readonly style: string; readonly text: string };
  readonly rows: readonly HelpRow[];
  readonly earlier: string;
  readonly said: readonly HelpSaid[];
  readonly takes: readonly Button<HelpShown>[];
  readonly forms: readonly Writing[];
  readonly looks: readonly Button<RouteChoice | HelpNamed>[];
}

/** A case as the helpdesk sees it, edited in place for everybody. */
export const helpCaseCard: Card<HelpCaseData> = {
  id: 'help-case',
  template,
  sample,
  verbs: [helpVerbs.take, helpVerbs.answer, helpVerbs.close, helpVerbs.device, chooseVerb],
};

const looks = {
  open: { symbol: '▲', style: 'warning' },
  taken: { symbol: '◐', style: 'accent' },
  answered: { symbol: '●', style: 'good' },
  closed: { symbol: '✔', style: 'emphasis' },
} as const;

export interface HelpCaseInput {
  readonly say: Say;
  readonly helpCase: HelpCase;
  /** What the failure means, in a few words; empty when nobody knows. */
  readonly meaning: string;
}

export function helpCaseData({ say, helpCase, meaning }: HelpCaseInput): HelpCaseData {
  const { id, state, person, helper, entries, earlierEntries, facts } = helpCase;
  const title = say('help-case.title', { id, name: nameWords(person.name) });
  const text = say(`help-case.headline.${state}`, { name: nameWords(helper?.name ?? '') });
  const isOpen = state !== 'closed';
  return {
    summary: say('get-help.summary', { title, text }),
    title,
    headline: { ...looks[state], text },
    rows: caseRows({ say, helpCase, meaning }),
    earlier: earlierEntries > 0 ? say('help-case.earlier', { count: earlierEntries }) : '',
    said: saidRows(say, entries),
    takes: isOpen ? [takeButton(say, helpCase)] : [],
    forms: isOpen ? [answerForm(say, helpCase), closeForm(say, helpCase)] : [],
    looks: facts === undefined ? [] : [...explainButton(say, facts.failure), deviceButton(say, helpCase)],
  };
}

interface CaseRowsInput extends Pick<HelpCaseInput, 'say' | 'meaning'> {
  readonly helpCase: Pick<HelpCase, 'person' | 'facts' | 'tried' | 'said' | 'createdAt'>;
}

/** Everything that is known, so that nobody has to ask for it. */
export function caseRows({ say, helpCase, meaning }: CaseRowsInput): readonly HelpRow[] {
  const { person, facts, tried, said, createdAt } = helpCase;
  const row = (name: 'person' | 'asked' | 'device' | 'tried' | 'said', value: string) => ({
    label: say(`help-case.fact.${name}`),
    value,
  });
  return [
    row('person', nameWords(person.name)),
    ...(said === '' ? [] : [row('said', said)]),
    ...(facts === undefined
      ? [row('device', say('help-case.noDevice'))]
      : [row('device', deviceWords(say, facts)), ...deviceRows(say, facts, meaning)]),
    row('tried', triedWords(say, tried)),
    row('asked', momentWords(say, createdAt)),
  ];
}

function deviceRows(say: Say, facts: HelpFacts, meaning: string): readonly HelpRow[] {
  const failure = failureWords(facts);
  const { step, stepsDone: done, steps: all, groupTag = '' } = facts;
  return [
    { label: say('help-case.fact.tag'), value: nameWords(groupTag) || say('status.untagged') },
    { label: say('help-case.fact.state'), value: say(`help-case.state.${facts.state}`) },
    ...(step === undefined
      ? []
      : [
          {
            label: say('help-case.fact.phase'),
            value: say('help-case.phase', { step: say(`help-case.step.${step}`), done, all }),
          },
        ]),
    ...timeRows(say, facts),
    ...usualRows(say, facts),
    ...(failure === '' ? [] : [{ label: say('help-case.fact.failure'), value: failure }]),
    ...(meaning === '' ? [] : [{ label: say('help-case.fact.meaning'), value: meaning }]),
  ];
}

function takeButton(say: Say, { id, revision, helper }: HelpCase): Button<HelpShown> {
  const name = helper === undefined ? 'take' : 'takeOver';
  return {
    label: say(`help-case.button.${name}`),
    hint: say(`help-case.button.${name}Hint`),
    verb: helpVerbs.take,
    data: { id, revision },
  };
}

function answerForm(say: Say, { id, revision }: HelpCase): Writing {
  const hint = say('help-case.button.answerHint');
  return {
    label: say('help-case.button.answer'),
    hint,
    input: say('help-case.form.answer'),
    inputId: 'answer',
    placeholder: say('help-case.form.answerPlaceholder'),
    isRequired: true,
    error: say('help-case.form.answerMissing'),
    most: longestAnswer,
    send: {
      label: say('help-case.form.answerSend'),
      hint,
      verb: helpVerbs.answer,
      data: { id, revision },
    },
  };
}

function closeForm(say: Say, { id, revision }: HelpCase): Writing {
  const hint = say('help-case.button.closeHint');
  return {
    label: say('help-case.button.close'),
    hint,
    input: say('help-case.form.note'),
    inputId: 'note',
    placeholder: say('help-case.form.notePlaceholder'),
    isRequired: false,
    error: '',
    most: longestAnswer,
    send: { label: say('help-case.form.closeSend'), hint, verb: helpVerbs.close, data: { id, revision } },
  };
}

/** In a message of its own: the case stays where it is. */
function deviceButton(say: Say, { id }: HelpCase): Button<HelpNamed> {
  return {
    label: say('help-case.button.device'),
    hint: say('help-case.button.deviceHint'),
    verb: helpVerbs.device,
    data: { id },
  };
}
