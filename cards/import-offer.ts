import type { ImportView } from '../services/registration/imports/import';
import type { StoredRequest } from '../services/requests/requests';
import type { Card, CardData } from './card';
import { clip } from './clip';
import { canBeConfirmed, importEffects } from './import-effects';
import {
  askedInputs,
  mostTags,
  tagInputs,
  userInputs,
  type AskedInput,
  type TagInput,
  type UserInput,
} from './import-inputs';
import template from './import-offer.json';
import sample from './import-offer.data.json';
import { importTotals } from './import-totals';
import { importVerbs, type ImportRowsAsked } from './import-verbs';
import { problemRow, type ProblemRow } from './import-problems';
import { columnNames, fileTitle } from './import-words';
import { joined } from './joined';
import type { Say } from './messages';
import { requestVerbs } from './request';
import type { Button } from './status-verbs';

interface OfferButton extends Button<{ readonly id: number; readonly revision: number } | ImportRowsAsked> {
  /** `positive` or `default` */
  readonly style: string;
  /** `auto` brings the inputs along and checks them, `none` does neither. */
  readonly inputs: string;
}

interface Count {
  readonly number: string;
  readonly label: string;
  readonly colour: string;
  readonly size: string;
}

export interface ImportOfferData extends CardData {
  readonly title: string;
  readonly file: string;
  readonly counts: readonly Count[];
  readonly effectsTitle: string;
  readonly effects: readonly { readonly text: string }[];
  readonly problemsTitle: string;
  readonly problems: readonly ProblemRow[];
  readonly moreProblems: string;
  /** None or one each: an input is left out where there is nothing to choose. */
  readonly tagInputs: readonly TagInput[];
  readonly askedInputs: readonly AskedInput[];
  readonly userInputs: readonly UserInput[];
  readonly notes: readonly { readonly text: string }[];
  readonly by: string;
  readonly buttons: readonly OfferButton[];
}

/** What a file would bring about, before anything is written. */
export const importOfferCard: Card<ImportOfferData> = {
  id: 'import-offer',
  template,
  sample,
  verbs: [...Object.values(requestVerbs('register')), importVerbs.rows],
};

export interface ImportOfferInput {
  readonly say: Say;
  readonly request: StoredRequest;
  readonly view: ImportView;
  /** Group tags that the person may give. */
  readonly tags: readonly string[];
  readonly canChooseUser: boolean;
}

const mostProblems = 5;

export function importOfferData(input: ImportOfferInput): ImportOfferData {
  const { say, request, view, tags, canChooseUser } = input;
  const title = titleOf(say, view);
  const counts = countsOf(say, view);
  const effects = [...new Set([...importEffects(say, view), ...request.effects])];
  const problems = view.problems.slice(0, mostProblems).map((row) => problemRow(say, row));
  const more = Math.max(0, importTotals(view).problems - problems.length);
  const tagChoices = tagInputs(say, view, tags);
  return {
    summary: summaryOf(say, view, title, counts, effects),
    title,
    file: joined(say, [fileTitle(view), clip(view.format, 40), say('imports.rows', { count: view.total })]),
    counts,
    effectsTitle: say('imports.offer.effects'),
    effects: effects.map((text) => ({ text })),
    problemsTitle: problems.length === 0 ? '' : say('imports.offer.problems'),
    problems,
    moreProblems: more === 0 ? '' : say('imports.offer.moreProblems', { count: more }),
    tagInputs: tagChoices,
    askedInputs: askedInputs(say, view),
    userInputs: canChooseUser ? userInputs(say, view) : [],
    notes: notesOf(say, view, tagChoices.length === 0 ? 0 : tags.length - mostTags),
    by: say('request.by', { name: clip(request.personName, 80), id: request.id }),
    buttons: buttonsOf(say, request, view),
  };
}

function titleOf(say: Say, { kind }: ImportView): string {
  return say(kind === 'identifiers' ? 'imports.identifiersTitle' : 'commands.register.title');
}

function summaryOf(
  say: Say,
  view: ImportView,
  title: string,
  counts: ImportOfferData['counts'],
  [what = '']: readonly string[],
): string {
  const shown = counts.map(({ number, label }) => say('imports.offer.count', { number, label }));
  return say('imports.offer.summary', { title, file: fileTitle(view), counts: shown.join(', '), what });
}

function countsOf(say: Say, { kind, states, verdicts }: ImportView): readonly Count[] {
  const counts = [
    [states.ready, kind === 'hashes' ? 'toRegister' : 'toAdd', 'Default'],
    [verdicts.repaired, 'repaired', 'Default'],
    [states.here + states['other-tag'], 'here', 'Default'],
    [states.asked, 'asked', 'Accent'],
    [states.refused, 'refused', 'Attention'],
  ] as const;
  const shown = counts.filter(([count], index) => index === 0 || count > 0);
  const numbers = shown.map(([count]) => say('imports.number', { number: count }));
  const size = sizeOf(numbers);
  return shown.map(([, label, colour], index) => ({
    number: numbers[index] ?? '',
    label: say(`imports.offer.${label}`),
    colour,
    size,
  }));
}

/** As large as a phone of 320 px shows them side by side without cutting one. */
function sizeOf(numbers: readonly string[]): string {
  const characters = numbers.length * Math.max(...numbers.map(({ length }) => length));
  if (characters > 24) return 'Small';
  return characters > 15 ? 'Default' : 'Large';
}

function notesOf(say: Say, { ignoredColumns }: ImportView, moreTags: number): ImportOfferData['notes'] {
  const { names, more } = columnNames(ignoredColumns);
  const ignored =
    more > 0
      ? say('imports.ignoredMore', { columns: names, number: more })
      : say('imports.ignored', { columns: names });
  return [
    ...(moreTags > 0 ? [{ text: say('imports.offer.moreTags', { count: moreTags }) }] : []),
    ...(names === '' ? [] : [{ text: ignored }]),
  ];
}

function buttonsOf(say: Say, { id, revision }: StoredRequest, view: ImportView): readonly OfferButton[] {
  const verbs = requestVerbs('register');
  const confirm: OfferButton = {
    label: confirmLabel(say, view),
    hint: say('imports.offer.registerHint'),
    verb: verbs.confirm,
    data: { id, revision },
    style: 'positive',
    inputs: 'auto',
  };
  const withdraw = {
    label: say('request.withdraw'),
    hint: say('request.withdrawHint'),
    verb: verbs.withdraw,
    data: { id, revision },
  };
  const showRows = {
    label: say('imports.offer.showRows'),
    hint: say('imports.offer.showRowsHint'),
    verb: importVerbs.rows,
    data: { id: view.id, page: 0, onlyProblems: false },
  };
  const others = [withdraw, showRows].map((button) => ({ ...button, style: 'default', inputs: 'none' }));
  return canBeConfirmed(view) ? [confirm, ...others] : others;
}

function confirmLabel(say: Say, { kind, states }: ImportView): string {
  const verb = kind === 'hashes' ? 'register' : 'add';
  const count = states.ready;
  if (states.asked === 0) return say(`imports.offer.${verb}`, { count });
  return count === 0 ? say(`imports.offer.${verb}Ticked`) : say(`imports.offer.${verb}And`, { count });
}
