import { z } from 'zod';
import { escapeMarkdown } from '../../cards/escape';
import { tagName } from '../../cards/import-words';
import type { MessageValues, Say } from '../../cards/messages';
import type { Actor } from '../../services/people/actor';
import { isGroupTag, isUserPrincipalName } from '../../services/registration/doctor/text-rules';
import type { ImportChoices, ImportView } from '../../services/registration/imports/import';
import { fail, ok, type Result } from '../../services/result';
import type { CommandServices } from '../command-services';
import type { Invocation } from '../invocation';
import { tagRightsOf } from './import-access';
import type { ImportPayload } from './import-card';

/** What Teams sends of the card's inputs. */
const inputs = z.object({
  tag: z.string().max(1000).optional(),
  includeAsked: z.union([z.boolean(), z.enum(['true', 'false'])]).optional(),
  user: z.string().max(1000).optional(),
});

/** What was chosen on the card, if this person may choose it; a sentence if not. */
export async function choicesOf(
  { importId }: ImportPayload,
  chosen: unknown,
  { actor, locale }: Invocation,
  { imports, messages }: CommandServices,
): Promise<Result<ImportPayload, string>> {
  const say = messages(locale);
  const read = inputs.safeParse(chosen);
  const view = await imports.view({ id: importId, tenantId: actor.tenantId });
  if (!read.success || view === undefined) return fail(say('errors.oldButton'));
  const tag = read.data.tag?.trim() ?? '';
  const user = read.data.user?.trim() ?? '';
  const refusal = refusalOf(tag, user, view, actor);
  if (refusal !== undefined) {
    const problem = escapeMarkdown(say(`doctor.${refusal.code}.problem`, refusal.values));
    return fail(say('register.notTaken', { problem, mend: say(`doctor.${refusal.code}.mend`) }));
  }
  const choices: ImportChoices = {
    includeAsked: String(read.data.includeAsked) === 'true',
    ...(tag !== '' && { tag }),
    ...(user !== '' && { user }),
  };
  return ok({ importId, choices });
}

interface Refusal {
  readonly code: 'badTag' | 'tagNotAllowed' | 'badUser';
  readonly values: MessageValues;
}

function refusalOf(tag: string, user: string, view: ImportView, actor: Actor): Refusal | undefined {
  if (tag !== '' && !isGroupTag(tag)) return { code: 'badTag', values: { tag } };
  if (tag !== '' && !tagRightsOf(actor).mayAssign(tag)) return { code: 'tagNotAllowed', values: { tag } };
  const isSingle = view.states.ready + view.states.asked === 1;
  const isFit = user === '' || (isSingle && isUserPrincipalName(user));
  return isFit ? undefined : { code: 'badUser', values: { user } };
}

/** A tag that was said with the file is chosen beforehand, if it may be given. */
export function tagSaid(tag: string | undefined, { actor }: Invocation): Pick<ImportChoices, 'tag'> {
  const isUsable = tag !== undefined && isGroupTag(tag) && tagRightsOf(actor).mayAssign(tag);
  return isUsable ? { tag } : {};
}

/** The file's group tags that this person may not give, with how many rows have each. */
export function tagsBarred({ tagsInFile }: ImportView, actor: Actor): ImportView['tagsInFile'] {
  return tagsInFile.filter(({ tag }) => !tagRightsOf(actor).mayAssign(tag));
}

const tagsNamed = 3;

export function barredSentence(say: Say, barred: ImportView['tagsInFile']): string {
  const count = barred.reduce((sum, each) => sum + each.count, 0);
  const tags = barred.slice(0, tagsNamed).map(({ tag }) => tagName(say, tag));
  return say('register.tagsBarred', { count, tags: tags.join(', ') });
}
