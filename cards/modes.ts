import type { Mode } from '../services/knowledge/modes/mode';
import type { ModesFound } from '../services/knowledge/modes/mode-choice';
import type { Card, CardData } from './card';
import type { Say } from './messages';
import template from './modes.json';
import sample from './modes.data.json';
import { modesVerbs, type ModesOpen } from './modes-verbs';
import { notionVerbs, type NotionOpen } from './notion-verbs';
import type { Button } from './status-verbs';

interface Fact {
  readonly label: string;
  readonly value: string;
}

interface ModeRow {
  readonly name: string;
  readonly style: string;
  readonly bestFor: string;
  readonly facts: readonly Fact[];
}

interface ModeDetail {
  readonly facts: readonly Fact[];
  readonly lists: readonly {
    readonly heading: string;
    readonly lines: readonly { readonly mark: string; readonly text: string }[];
  }[];
}

/** Of many modes, what decides between them: the first of each; a mode's own card has all. */
const decisiveNeeds = 3;

export interface ModesData extends CardData {
  readonly title: string;
  /** The mode that fits, and why. */
  readonly fits: readonly { readonly headline: string; readonly why: string }[];
  readonly tables: readonly { readonly headings: readonly string[]; readonly rows: readonly ModeRow[] }[];
  readonly details: readonly ModeDetail[];
  readonly sourcesLabel: string;
  readonly sourcesHint: string;
  readonly sources: readonly { readonly text: string }[];
  readonly buttons: readonly Button<ModesOpen | NotionOpen>[];
}

/** The deployment modes compared, or one of them in detail. */
export const modesCard: Card<ModesData> = {
  id: 'modes',
  template,
  sample,
  verbs: [...Object.values(modesVerbs), ...Object.values(notionVerbs)],
};

export interface ModesInput extends ModesFound {
  readonly say: Say;
  /** By name. */
  readonly sources: readonly string[];
}

export function modesData({ say, modes, fit, sources }: ModesInput): ModesData {
  const [only] = modes;
  const isOne = modes.length === 1 && only !== undefined;
  const title = isOne ? only.name : titleOf(say, modes);
  const headline = fit === undefined ? '' : say('modes.fit', { name: fit.mode.name, use: fit.use });
  return {
    summary: summaryOf(say, title, headline, modes),
    title,
    fits: fit === undefined ? [] : [{ headline, why: say('modes.why', { bestFor: fit.mode.bestFor }) }],
    tables: isOne ? [] : [tableOf(say, modes, fit?.mode)],
    details: isOne ? [detailOf(say, only)] : [],
    sourcesLabel: say('modes.sources'),
    sourcesHint: say('modes.sourcesHint'),
    sources: sources.map((text) => ({ text })),
    buttons: isOne ? [moreButton(say, only), allButton(say)] : modes.map((mode) => modeButton(say, mode)),
  };
}

/** Two are named; of more it is enough that they are modes. */
function titleOf(say: Say, [first, second, third]: readonly Mode[]): string {
  if (first === undefined || second === undefined || third !== undefined) return say('modes.title');
  return say('modes.two', { first: first.name, second: second.name });
}

function summaryOf(say: Say, title: string, headline: string, modes: readonly Mode[]): string {
  if (headline !== '') return say('modes.summaryFit', { title, headline });
  const [only] = modes;
  return modes.length === 1 && only !== undefined
    ? say('modes.summary', { title, text: only.bestFor })
    : say('modes.summary', { title, text: modes.map(({ name }) => name).join(', ') });
}

function tableOf(say: Say, modes: readonly Mode[], fitting: Mode | undefined) {
  const needs = modes.length > 2 ? decisiveNeeds : undefined;
  return {
    headings: [say('modes.heading.mode'), say('modes.heading.facts')],
    rows: modes.map((mode) => ({
      name: mode === fitting ? say('modes.fitting', { name: mode.name }) : mode.name,
      style: mode === fitting ? 'good' : 'default',
      bestFor: mode.bestFor,
      facts: [
        { label: say('modes.who'), value: mode.whoConfigures },
        { label: say('modes.admin'), value: mode.adminPresent },
        { label: say('modes.needs'), value: mode.prerequisites.slice(0, needs).join('; ') },
      ],
    })),
  };
}

function detailOf(say: Say, mode: Mode): ModeDetail {
  const numbered = mode.steps.map((text, index) => ({ mark: `${index + 1}.`, text }));
  return {
    facts: [
      { label: say('modes.bestFor'), value: mode.bestFor },
      { label: say('modes.who'), value: mode.whoConfigures },
      { label: say('modes.admin'), value: mode.adminPresent },
      { label: say('modes.notFor'), value: mode.notFor },
    ],
    lists: [
      { heading: say('modes.needs'), lines: mode.prerequisites.map((text) => ({ mark: '•', text })) },
      { heading: say('modes.steps'), lines: numbered },
    ],
  };
}

function modeButton(say: Say, { id, name }: Mode): Button<ModesOpen> {
  return { label: name, hint: say('modes.openHint', { name }), verb: modesVerbs.open, data: { id } };
}

function allButton(say: Say): Button<ModesOpen> {
  return { label: say('modes.all'), hint: say('modes.allHint'), verb: modesVerbs.open, data: {} };
}

function moreButton(say: Say, { id, name }: Mode): Button<NotionOpen> {
  return {
    label: say('modes.more'),
    hint: say('modes.moreHint', { name }),
    verb: notionVerbs.open,
    data: { id },
  };
}
