import type { Notion } from '../services/knowledge/notion';
import type { Role } from '../services/people/actor';
import type { Card, CardData } from './card';
import type { Say } from './messages';
import template from './notion.json';
import sample from './notion.data.json';
import { shownTable, type Block, type Grid } from './notion-table';
import { marked, numbered, type Line } from './steps';
import { notionVerbs, type NotionOpen } from './notion-verbs';
import type { Button } from './status-verbs';

/** Something behind a button that shows it. */
interface Fold {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
}

interface Section {
  readonly heading: string;
  readonly lines: readonly Line[];
}

interface Detail {
  readonly isOpen: boolean;
  readonly meaning: string;
  readonly steps: readonly Section[];
  readonly grids: readonly Grid[];
  readonly blocks: readonly Block[];
  readonly points: readonly Section[];
}

export interface NotionData extends CardData {
  readonly title: string;
  /** What it is, in the words for whoever asks. */
  readonly lead: string;
  readonly detail: Detail;
  /** What is said to whoever owns the device; empty where that is the lead. */
  readonly plain: string;
  readonly sources: readonly { readonly text: string }[];
  readonly folds: readonly Fold[];
  readonly buttonsHeading: string;
  readonly buttons: readonly Button<NotionOpen>[];
}

/** A notion of Autopilot explained: what it is, how it is done, what to know. */
export const notionCard: Card<NotionData> = {
  id: 'notion',
  template,
  sample,
  verbs: Object.values(notionVerbs),
};

export interface NotionInput {
  readonly say: Say;
  readonly notion: Notion;
  readonly role: Role;
  /** By name. */
  readonly sources: readonly string[];
  /** Others that may have been meant, and those that belong to it. */
  readonly others: readonly Pick<Notion, 'id' | 'title'>[];
}

/** As many as Teams shows beside each other. */
const mostButtons = 5;

export function notionData({ say, notion, role, sources, others }: NotionInput): NotionData {
  const isFamiliar = role !== 'employee';
  const lead = isFamiliar ? notion.meaning.text : notion.employee;
  const buttons = others.slice(0, mostButtons).map((other) => openButton(say, other));
  return {
    summary: say('notion.summary', { title: notion.title, lead }),
    title: notion.title,
    lead,
    detail: {
      isOpen: isFamiliar,
      meaning: isFamiliar ? '' : notion.meaning.text,
      steps: sections([say('notion.steps'), numbered(notion.steps ?? [])]),
      ...shownTable(notion.table),
      points: sections(
        [say('notion.points'), marked('•', notion.points)],
        [say('notion.disputes'), marked('⚠', notion.contradictions)],
      ),
    },
    plain: isFamiliar ? notion.employee : '',
    sources: sources.map((text) => ({ text })),
    folds: [fold(say, isFamiliar ? 'plain' : 'detail'), fold(say, 'sources')],
    buttonsHeading: buttons.length > 0 ? say('notion.related') : '',
    buttons,
  };
}

function sections(
  ...all: readonly (readonly [heading: string, lines: readonly Line[]])[]
): readonly Section[] {
  return all.filter(([, lines]) => lines.length > 0).map(([heading, lines]) => ({ heading, lines }));
}

function fold(say: Say, id: 'plain' | 'detail' | 'sources'): Fold {
  const label = say(`notion.fold.${id}`);
  return { id, label, hint: say('notion.foldHint', { label }) };
}

/** The button that explains a notion. */
export function openButton(say: Say, { id, title }: Pick<Notion, 'id' | 'title'>): Button<NotionOpen> {
  return { label: title, hint: say('notion.openHint', { title }), verb: notionVerbs.open, data: { id } };
}
