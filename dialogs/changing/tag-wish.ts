import { clip } from '../../cards/clip';
import { conventionName, nearWords, shownTag, verdictWords } from '../../cards/tag-words';
import { deadlineAfter } from '../../services/graph/deadline';
import { mayHandleTag } from '../../services/people/tag-scope';
import { fail, ok, type Result } from '../../services/result';
import { checkTag, type TagVerdict } from '../../services/tags/convention';
import { nearTags } from '../../services/tags/near-tags';
import type { CommandServices } from '../command-services';
import type { Invocation } from '../invocation';

type Fitting = Pick<CommandServices, 'clock' | 'messages' | 'registrations' | 'tagConvention'>;

/** The answer waits for it, and stands without it too. */
const tagsWithinMs = 3000;

/**
 * Whether a tag may be given by this person: what to know of it, one sentence each, or the sentence why not. The empty
 * tag takes the tag away.
 */
export async function tagWish(
  tag: string,
  { actor, locale }: Pick<Invocation, 'actor' | 'locale'>,
  services: Fitting,
): Promise<Result<readonly string[], string>> {
  const say = services.messages(locale);
  if (tag === '') {
    return mayHandleTag(actor, '') ? ok([]) : fail(say('changing.clearOutside', prefixesOf(actor)));
  }
  const verdict = checkTag(tag, services.tagConvention);
  if (verdict.type === 'impossible') return fail(say('tag-impact.badTag', { tag: clip(tag, 60) }));
  if (!mayHandleTag(actor, tag)) return fail(say('tag-impact.outside', prefixesOf(actor)));
  if (verdict.type === 'fits') return ok([]);
  const values = await unfitValues(tag, verdict, { actor, locale }, services);
  const { isStrict } = services.tagConvention;
  return isStrict ? fail(say('changing.unfitStrict', values)) : ok([say('changing.unfit', values)]);
}

/** What is wrong with a tag by the convention, in a sentence; undefined when it fits. */
export async function unfitNote(
  tag: string,
  invocation: Pick<Invocation, 'actor' | 'locale'>,
  services: Fitting,
): Promise<string | undefined> {
  const verdict = checkTag(tag, services.tagConvention);
  if (verdict.type === 'fits') return undefined;
  const values = await unfitValues(tag, verdict, invocation, services);
  return services.messages(invocation.locale)('changing.unfit', values);
}

async function unfitValues(
  tag: string,
  verdict: TagVerdict,
  { actor, locale }: Pick<Invocation, 'actor' | 'locale'>,
  { clock, messages, registrations, tagConvention: convention }: Fitting,
) {
  const say = messages(locale);
  const inUse = await registrations.tagsInUse({ deadline: deadlineAfter(tagsWithinMs, clock) });
  const known = new Map(inUse.ok ? [...inUse.value].filter(([other]) => mayHandleTag(actor, other)) : []);
  const [near] = nearTags(tag, known, convention);
  return {
    tag: shownTag(tag),
    name: conventionName(say, convention),
    why: verdictWords(say, verdict),
    near: near === undefined ? '' : say('changing.didYouMean', { near: nearWords(say, near) }),
  };
}

function prefixesOf({ tagPrefixes = [] }: Invocation['actor']) {
  return { prefixes: tagPrefixes.join(', ') };
}
