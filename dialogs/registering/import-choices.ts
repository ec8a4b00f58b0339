import { z } from 'zod';
import { escapeMarkdown } from '../../cards/escape';
import { tagName } from '../../cards/import-words';
import type { MessageValues, Say } from '../../cards/messages';
import { isGroupTag, isUserPrincipalName } from '../../services/registration/doctor/text-rules';
import type { ImportChoices, ImportView } from '../../services/registration/imports/import';
import { fail, ok, type Result } from '../../services/result';
import type { CommandServices } from '../command-services';
import type { Invocation } from '../invocation';
import { tagRightsOf, type TagRights } from './import-access';
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
  { imports, messages, tagConvention }: CommandServices,
): Promise<Result<ImportPayload, string>> {
  const say = messages(locale);
  const read = inputs.safeParse(chosen);
  const view = await imports.view({ id: importId, tenantId: actor.tenantId });
  if (!read.success || view === undefined) return fail(say('errors.oldButton'));
  const tag = read.data.tag?.trim() ?? '';
  const user = read.data.user?.trim() ?? '';
  const refusal = refusalOf(tag, user, view, tagRightsOf(actor, tagConvention));
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

function refusalOf(tag: string, user: string, view: ImportView, rights: TagRights): Refusal | undefined {
  const refused = tagRefusal(tag, rights);
  if (refused !== undefined) return refused;
  const isSingle = view.states.ready + view.states.asked === 1;
  const isFit = user === '' || (isSingle && isUserPrincipalName(user));
  return isFit ? undefined : { code: 'badUser', values: { user } };
}

function tagRefusal(tag: string, { mayAssign }: TagRights): Refusal | undefined {
  if (tag === '') return undefined;
  if (!isGroupTag(tag)) return { code: 'badTag', values: { tag } };
  return mayAssign(tag) ? undefined : { code: 'tagNotAllowed', values: { tag } };
}

/** A tag that was said with the file is chosen beforehand, if it may be given. */
export function tagSaid(tag: string | undefined, rights: TagRights): Pick<ImportChoices, 'tag'> {
  return tag !== undefined && tagRefusal(tag, rights) === undefined ? { tag } : {};
}

/** Why a tag that was said is not chosen beforehand: a sentence, or none. */
export function tagUntaken(say: Say, tag: string | undefined, rights: TagRights): readonly string[] {
  const refusal = tagRefusal(tag ?? '', rights);
  return refusal === undefined ? [] : [say(`doctor.${refusal.code}.problem`, refusal.values)];
}

/** The file's group tags that this person may not give, with how many rows have each. */
export function tagsBarred({ tagsInFile }: ImportView, { mayAssign }: TagRights): ImportView['tagsInFile'] {
  return tagsInFile.filter(({ tag }) => !mayAssign(tag));
}

const tagsNamed = 3;

export function barredSentence(say: Say, barred: ImportView['tagsInFile']): string {
  const count = barred.reduce((sum, each) => sum + each.count, 0);
  const tags = barred.slice(0, tagsNamed).map(({ tag }) => tagName(say, tag));
  return say('register.tagsBarred', { count, tags: tags.join(', ') });
}
