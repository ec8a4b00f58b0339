import type { ImportView } from '../services/registration/imports/import';
import type { StoredRequest } from '../services/requests/requests';
import type { Card, CardData } from './card';
import { clip } from './clip';
import { progressBar, type BarPart } from './import-bar';
import { headlineOf } from './import-headline';
import { hasHappened, progressButtons, type ProgressButton } from './import-buttons';
import template from './import-progress.json';
import sample from './import-progress.data.json';
import { rowLooks } from './import-looks';
import { importTotals } from './import-totals';
import { importVerbs } from './import-verbs';
import { fileTitle, reasonSentence, stateWords } from './import-words';
import type { Say } from './messages';

interface Tally {
  readonly symbol: string;
  readonly colour: string;
  readonly number: string;
  readonly state: string;
}

export interface ImportProgressData extends CardData {
  readonly title: string;
  readonly file: string;
  readonly headline: {
    readonly symbol: string;
    readonly style: string;
    readonly text: string;
    readonly notes: readonly { readonly text: string }[];
  };
  /** Empty where nothing had to be written. */
  readonly bar: readonly { readonly parts: readonly BarPart[]; readonly text: string }[];
  readonly tallies: readonly Tally[];
  readonly failuresTitle: string;
  readonly failures: readonly { readonly reason: string; readonly act: string }[];
  readonly by: string;
  readonly buttons: readonly ProgressButton[];
}

/** One import from its confirmation to its end, edited in place. */
export const importProgressCard: Card<ImportProgressData> = {
  id: 'import-progress',
  template,
  sample,
  verbs: Object.values(importVerbs),
};

export interface ImportProgressInput {
  readonly say: Say;
  /** ms since 1970 */
  readonly now: number;
  readonly request: StoredRequest;
  readonly view: ImportView;
  readonly mayStop: boolean;
}

export function importProgressData(input: ImportProgressInput): ImportProgressData {
  const { say, request, view } = input;
  const title = say(view.kind === 'identifiers' ? 'imports.identifiersTitle' : 'commands.register.title');
  const headline = headlineOf(input);
  const isShown = hasHappened(request, view);
  const bar = isShown ? barOf(say, view) : [];
  const failures = isShown ? failuresOf(say, view) : [];
  const count = bar.map(({ text }) => text).join('');
  return {
    summary: say('imports.progress.summary', {
      title,
      file: fileTitle(view),
      headline: headline.text,
      count,
    }),
    title,
    file: say('imports.progress.file', {
      file: fileTitle(view),
      rows: say('imports.rows', { count: view.total }),
    }),
    headline: { ...headline, notes: headline.notes.map((text) => ({ text })) },
    bar,
    tallies: isShown ? talliesOf(say, view) : [],
    failuresTitle: failures.length === 0 ? '' : say('imports.progress.failures'),
    failures,
    by: say('imports.progress.by', { name: clip(request.personName, 80), id: request.id }),
    buttons: progressButtons(input),
  };
}

function barOf(say: Say, view: ImportView): ImportProgressData['bar'] {
  const { wanted, done } = importTotals(view);
  if (wanted === 0) return [];
  const key = view.kind === 'identifiers' ? 'imports.progress.added' : 'imports.progress.registered';
  return [{ parts: progressBar(importTotals(view)), text: say(key, { done, wanted }) }];
}

function talliesOf(say: Say, { states }: ImportView): readonly Tally[] {
  return rowLooks
    .filter(([state]) => states[state] > 0)
    .map(([state, { symbol, colour }]) => ({
      symbol,
      colour,
      number: say('imports.number', { number: states[state] }),
      state: stateWords(say, state),
    }));
}

function failuresOf(say: Say, { failures, problems }: ImportView): ImportProgressData['failures'] {
  return failures.map(({ reason, count }) => {
    const named = problems.find((row) => row.state === 'failed' && row.reason === reason);
    return {
      reason: say('imports.progress.failure', {
        number: say('imports.number', { number: count }),
        reason: reasonSentence(say, reason, named),
      }),
      act: say(`imports.act.${reason}`),
    };
  });
}
