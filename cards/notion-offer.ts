import type { Article } from '../services/knowledge/article';
import type { Notion } from '../services/knowledge/notion';
import type { Card, CardData } from './card';
import { chooseVerb, type RouteChoice } from './choices';
import { clip } from './clip';
import type { Say } from './messages';
import { openButton } from './notion';
import template from './notion-offer.json';
import sample from './notion-offer.data.json';
import { notionVerbs, type NotionOpen } from './notion-verbs';
import type { Button } from './status-verbs';

export interface NotionOfferData extends CardData {
  readonly text: string;
  readonly buttons: readonly Button<NotionOpen | RouteChoice>[];
}

/** No notion was meant: what can be explained instead. */
export const notionOfferCard: Card<NotionOfferData> = {
  id: 'notion-offer',
  template,
  sample,
  verbs: [chooseVerb, ...Object.values(notionVerbs)],
};

const longestText = 1000;

/** Offers to explain the failure or screen that was meant. */
export function failureOfferData(say: Say, { title }: Pick<Article, 'title'>, text: string): NotionOfferData {
  const sentence = say('notion.failure', { title });
  return {
    summary: sentence,
    text: sentence,
    buttons: [
      {
        label: say('notion.failureButton'),
        hint: say('notion.failureHint', { title }),
        verb: chooseVerb,
        data: { command: 'explain', text: clip(text, longestText) },
      },
    ],
  };
}

/** Names a few notions that can be explained. */
export function notionsOfferData(
  say: Say,
  notions: readonly Pick<Notion, 'id' | 'title'>[],
): NotionOfferData {
  const titles = notions.map(({ title }) => title).join(', ');
  return {
    summary: say('notion.nothingSummary', { titles }),
    text: say('notion.nothing'),
    buttons: notions.map((notion) => openButton(say, notion)),
  };
}
