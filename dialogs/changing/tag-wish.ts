import { clip } from '../../cards/clip';
import { conventionName, nearWords, shownTag, verdictWords } from '../../cards/tag-words';
import { deadlineAfter } from '../../services/graph/deadline';
import { mayHandleTag } from '../../services/people/tag-scope';
import { fail, ok, type Result } from '../../services/result';
import { checkTag } from '../../services/tags/convention';
import { nearTags } from '../../services/tags/near-tags';
import type { CommandServices } from '../command-services';
import type { Invocation } from '../invocation';

/** The answer waits for it, and stands without it too. */
const tagsWithinMs = 3000;

/**
 * Whether a tag may be given by this person: what to know of it, one sentence each, or the sentence why not. The empty
 * tag takes the tag away.
 */
export async function tagWish(
  tag: string,
  { actor, locale }: Pick<Invocation, 'actor' | 'locale'>,
  { clock, messages, registrations, tagConvention: convention }: CommandServices,
): Promise<Result<readonly string[], string>> {
  const say = messages(locale);
  if (tag === '') {
    return mayHandleTag(actor, '') ? ok([]) : fail(say('changing.clearOutside', prefixesOf(actor)));
  }
  const verdict = checkTag(tag, convention);
  if (verdict.type === 'impossible') return fail(say('tag-impact.badTag', { tag: clip(tag, 60) }));
  if (!mayHandleTag(actor, tag)) return fail(say('tag-impact.outside', prefixesOf(actor)));
  if (verdict.type === 'fits') return ok([]);
  const inUse = await registrations.tagsInUse({ deadline: deadlineAfter(tagsWithinMs, clock) });
  const known = new Map(inUse.ok ? [...inUse.value].filter(([other]) => mayHandleTag(actor, other)) : []);
  const [near] = nearTags(tag, known, convention);
  const values = {
    tag: shownTag(tag),
    name: conventionName(say, convention),
    why: verdictWords(say, verdict),
    near: near === undefined ? '' : say('changing.didYouMean', { near: nearWords(say, near) }),
  };
  return convention.isStrict
    ? fail(say('changing.unfitStrict', values))
    : ok([say('changing.unfit', values)]);
}

function prefixesOf({ tagPrefixes = [] }: Invocation['actor']) {
  return { prefixes: tagPrefixes.join(', ') };
}
