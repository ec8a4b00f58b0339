import { z } from 'zod';
import { renderCard, type RenderedCard } from '../cards/card';
import { failureSentence } from '../cards/failure';
import { tagsCard, tagsData } from '../cards/tags';
import { tagsVerbs, type TagsPageData } from '../cards/tags-verbs';
import { deadlineAfter } from '../services/graph/deadline';
import { mayHandleTag } from '../services/people/tag-scope';
import { exampleTag } from '../services/tags/convention';
import { tagOverview } from '../services/tags/tag-overview';
import { cardAction } from './card-action';
import type { CommandServices } from './command-services';
import type { Invocation } from './invocation';

const pageShape: z.ZodType<TagsPageData> = z.object({ page: z.int().min(0).max(1_000_000) });

/** Teams waits ten seconds for the answer to a button; a message may take longer. */
const patienceMs = { button: 8000, message: 40_000 } as const;

/** The card with a page of the tags that this person looks after, or the sentence that says why there is none. */
export async function tagsOf(
  { page }: TagsPageData,
  { actor, locale }: Invocation,
  { clock, messages, registrations, tagConvention: convention }: CommandServices,
  asked: keyof typeof patienceMs = 'message',
): Promise<RenderedCard | string> {
  const say = messages(locale);
  const inUse = await registrations.tagsInUse({ deadline: deadlineAfter(patienceMs[asked], clock) });
  if (!inUse.ok) return failureSentence(say, inUse.error);
  const theirs = new Map([...inUse.value].filter(([tag]) => mayHandleTag(actor, tag)));
  const data = tagsData({
    say,
    convention,
    example: exampleTag(convention, theirs),
    overview: tagOverview(theirs, convention),
    page,
    prefixes: actor.tagPrefixes,
  });
  return renderCard(tagsCard, data);
}

/** A page is turned on the presser's screen only. */
export const tagsActions = [
  cardAction(tagsVerbs.page, pageShape, async (page, invocation, services) => {
    const answer = await tagsOf(page, invocation, services, 'button');
    return typeof answer === 'string'
      ? { type: 'message', text: answer }
      : { type: 'card', card: answer.attachment, forEveryone: false };
  }),
];
