import { renderCard } from '../../../cards/card';
import { createMessages } from '../../../cards/messages';
import { modesCard, modesData } from '../../../cards/modes';
import { notionCard, notionData } from '../../../cards/notion';
import { failureOfferData, notionOfferCard, notionsOfferData } from '../../../cards/notion-offer';
import { createKnowledge } from '../../../services/knowledge/knowledge';
import { readLibrary } from '../../../services/knowledge/library';
import type { Notion } from '../../../services/knowledge/notion';
import { roles, type Role } from '../../../services/people/actor';

/** English, and a sentence without one of its values is a failed test. */
const say = createMessages({
  onMissing: (complaint) => {
    throw new Error(complaint);
  },
})('en');

const knowledge = createKnowledge();
const { notions } = readLibrary();

function notionState(notion: Notion, role: Role) {
  return {
    name: `notion: ${notion.id.slice(0, 40)}, ${role}`,
    render: () =>
      renderCard(
        notionCard,
        notionData({
          say,
          notion,
          role,
          sources: knowledge.sourceNames(notion),
          others: notion.related.flatMap((id) => knowledge.notion(id) ?? []),
        }),
      ),
  };
}

function modesState(text: string) {
  const found = knowledge.modesFor(text);
  const sources = knowledge.sourceNames(found.modes);
  return {
    name: `modes: ${text}`,
    render: () => renderCard(modesCard, modesData({ say, sources, ...found })),
  };
}

const named = (id: string) => knowledge.notion(id)!;

export const knowledgeShowcase = [
  notionState(named('harvest-the-hash'), 'helpdesk'),
  notionState(named('hardware-hash'), 'employee'),
  notionState(named('five-layers'), 'admin'),
  notionState(named('esp-settings-recommended'), 'admin'),
  notionState(named('dynamic-group'), 'admin'),
  modesState('which mode for kiosks?'),
  modesState('compare user-driven and self-deploying'),
  modesState('self-deploying requirements'),
  {
    name: 'notion-offer: nothing found',
    render: () => renderCard(notionOfferCard, notionsOfferData(say, notions.slice(0, 5))),
  },
  {
    name: 'notion-offer: a failure',
    render: () => renderCard(notionOfferCard, failureOfferData(say, { title: 'Disk full' }, 'disk full?')),
  },
];

export const knowledgeStates = [
  ...roles.flatMap((role) => notions.map((notion) => notionState(notion, role))),
  modesState('modes'),
  ...knowledge.modes().map(({ name }) => modesState(name)),
];

/** Content is ours, and held to the same as what others write. */
export function hostileNotions(text: string) {
  const claim = { text, from: [] };
  const point = { ...claim, place: text, run: text };
  const notion: Notion = {
    id: text,
    title: text,
    meaning: claim,
    employee: text,
    points: [point, point],
    steps: [point],
    table: { columns: [text, text], rows: [[text, text]], from: [] },
    contradictions: [claim],
    related: [text],
    asked: [text],
    synonyms: [text],
  };
  return [
    notionState(notion, 'employee'),
    notionState(notion, 'admin'),
    {
      name: `notion-offer: ${text.slice(0, 20)}`,
      render: () => renderCard(notionOfferCard, failureOfferData(say, { title: text }, text)),
    },
  ];
}
