import { conventionName, nearWords, shownTag } from '../../cards/tag-words';
import type { Say } from '../../cards/messages';
import { deadlineAfter } from '../../services/graph/deadline';
import { mayHandleTag } from '../../services/people/tag-scope';
import type { ImportChoices, ImportView } from '../../services/registration/imports/import';
import { fitsConvention } from '../../services/tags/convention';
import { nearTags } from '../../services/tags/near-tags';
import type { CommandServices } from '../command-services';
import type { Invocation } from '../invocation';

type Asked = Pick<ImportView, 'tagsInFile'> & { readonly choices: Pick<ImportChoices, 'tag'> };

const tagsNamed = 3;

/** The card waits for it, and stands without it too. */
const nearTagsWithinMs = 3000;

/** Which of the tags that would be given do not fit the convention, and what may have been meant: a sentence, or none. */
export async function tagsUnfit(
  { tagsInFile, choices }: Asked,
  { actor, locale }: Invocation,
  { clock, messages, registrations, tagConvention: convention }: CommandServices,
): Promise<readonly string[]> {
  const unfit = tagsToGive(tagsInFile, choices).filter(
    ({ tag }) => tag !== '' && mayHandleTag(actor, tag) && !fitsConvention(tag, convention),
  );
  if (unfit.length === 0) return [];
  const say = messages(locale);
  const inUse = await registrations.tagsInUse({ deadline: deadlineAfter(nearTagsWithinMs, clock) });
  const known = inUse.ok ? [...inUse.value].filter(([tag]) => mayHandleTag(actor, tag)) : [];
  const near = new Map(known);
  const named = unfit
    .slice(0, tagsNamed)
    .map(({ tag }) => wordsOf(say, tag, nearTags(tag, near, convention)));
  const count = unfit.reduce((sum, each) => sum + each.count, 0);
  return [
    say('register.tagsUnfit', { count, name: conventionName(say, convention), tags: named.join(', ') }),
  ];
}

function tagsToGive(
  tagsInFile: ImportView['tagsInFile'],
  { tag }: Pick<ImportChoices, 'tag'>,
): ImportView['tagsInFile'] {
  if (tag === undefined) return tagsInFile;
  return [{ tag, count: tagsInFile.reduce((sum, { count }) => sum + count, 0) }];
}

function wordsOf(say: Say, tag: string, near: ReturnType<typeof nearTags>): string {
  const [nearest] = near;
  if (nearest === undefined) return shownTag(tag);
  return say('register.tagMeant', { tag: shownTag(tag), near: nearWords(say, nearest) });
}
