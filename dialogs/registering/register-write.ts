import { z } from 'zod';
import { escapeMarkdown } from '../../cards/escape';
import type { MessageValues } from '../../cards/messages';
import { isGroupTag, isUserPrincipalName } from '../../services/registration/doctor/text-rules';
import type { ImportChoices, ImportView } from '../../services/registration/imports/import';
import type { Outcome } from '../../services/requests/outcome';
import { fail, ok, type Result } from '../../services/result';
import type { CommandServices } from '../command-services';
import type { Invocation } from '../invocation';
import { write, type Later, type Work } from '../writing/write';
import { fileSource, sourceSentence } from './file-source';
import { importCard, importPayload, type ImportPayload } from './import-card';
import { tagRightsOf } from './import-access';
import { tellSettled } from './import-summary';

/** Reads a file, shows what it would bring about, and registers what was confirmed. */
export const registerWrite = write<ImportPayload>({
  payload: importPayload,
  card: importCard,
  async plan(invocation, services) {
    const source = await fileSource(invocation, services);
    if (!source.ok) return source;
    const { actor, slots } = invocation;
    const draft = {
      tenantId: actor.tenantId,
      personId: actor.id,
      personName: actor.name,
      fileName: source.value.name,
    };
    const { imports, messages } = services;
    const read = await source.value.read((bytes) => imports.take(bytes, draft));
    const sentence = (text: string) => fail(escapeMarkdown(text));
    if (!read.ok) return sentence(sourceSentence(read.error, 'download', invocation, services));
    if (!read.value.ok) return sentence(sourceSentence(read.value.error, 'file', invocation, services));
    const importId = read.value.value;
    await imports.lookAhead(importId, tagRightsOf(actor));
    const choices = { includeAsked: false, ...tagSaid(slots.tag, invocation) };
    await imports.choose(importId, choices);
    const say = messages(invocation.locale);
    const { others, name } = source.value;
    const effects = others > 0 ? [say('register.oneAtATime', { file: name })] : [];
    return ok({ payload: { importId, choices }, effects });
  },
  choose: (payload, chosen, invocation, services) => choose(payload, chosen, invocation, services),
  async run({ importId, choices }, work) {
    const { imports } = work.services;
    await imports.belongsTo(importId, work.request.id);
    const progress = await imports.advance(importId, choices, {
      ...tagRightsOf(work.actor),
      stillOurs: () => work.stillOurs(),
    });
    if (progress.type === 'ended') return outcomeOf(importId, work);
    if (progress.type === 'settled') await tellSettled(importId, work);
    await work.show();
    return { againInSeconds: progress.type === 'wait' ? progress.seconds : 0 } satisfies Later;
  },
});

/** What Teams sends of the card's inputs. */
const inputs = z.object({
  tag: z.string().max(200).optional(),
  includeAsked: z.union([z.boolean(), z.enum(['true', 'false'])]).optional(),
  user: z.string().max(300).optional(),
});

async function choose(
  { importId }: ImportPayload,
  chosen: unknown,
  invocation: Invocation,
  { imports, messages }: CommandServices,
): Promise<Result<ImportPayload, string>> {
  const say = messages(invocation.locale);
  const read = inputs.safeParse(chosen);
  const view = await imports.view({ id: importId, tenantId: invocation.actor.tenantId });
  if (!read.success || view === undefined) return fail(say('errors.oldButton'));
  const tag = read.data.tag?.trim() ?? '';
  const notTaken = (code: 'badTag' | 'tagNotAllowed' | 'badUser', values: MessageValues) => {
    const problem = escapeMarkdown(say(`doctor.${code}.problem`, values));
    return fail(say('register.notTaken', { problem, mend: say(`doctor.${code}.mend`) }));
  };
  if (tag !== '' && !isGroupTag(tag)) return notTaken('badTag', { tag });
  if (tag !== '' && !tagRightsOf(invocation.actor).mayAssign(tag)) return notTaken('tagNotAllowed', { tag });
  const user = read.data.user?.trim() ?? '';
  const isSingle = view.states.ready + view.states.asked === 1;
  if (user !== '' && (!isSingle || !isUserPrincipalName(user))) return notTaken('badUser', { user });
  const choices: ImportChoices = {
    includeAsked: String(read.data.includeAsked) === 'true',
    ...(tag !== '' && { tag }),
    ...(user !== '' && { user }),
  };
  return ok({ importId, choices });
}

/** A tag that was said with the file is chosen beforehand, if it may be given. */
function tagSaid(tag: string | undefined, { actor }: Invocation): Pick<ImportChoices, 'tag'> {
  const isUsable = tag !== undefined && isGroupTag(tag) && tagRightsOf(actor).mayAssign(tag);
  return isUsable ? { tag } : {};
}

async function outcomeOf(importId: number, { services, request }: Work): Promise<Outcome> {
  const view = await services.imports.view({ id: importId, tenantId: request.tenantId });
  if (view === undefined) return { result: 'failed', code: 'failed' };
  const { states } = view;
  const registered = states.assigned + states.listed + states.added + states.differs;
  const unlucky = states.failed + states.differs;
  const total = registered + states.failed + states.stopped;
  const values = { registered, total, ...(view.stoppedBy !== undefined && { name: view.stoppedBy }) };
  return { ...endOf(view, registered, unlucky), values, after: { registered, failed: states.failed } };
}

function endOf(view: ImportView, registered: number, unlucky: number): Pick<Outcome, 'result' | 'code'> {
  if (view.stoppedBy !== undefined && view.states.stopped > 0) return { result: 'done', code: 'stopped' };
  if (registered === 0 && unlucky === 0) return { result: 'done', code: 'nothing' };
  if (registered === 0) return { result: 'failed', code: 'failed' };
  const isAll = unlucky === 0;
  if (view.kind === 'identifiers') {
    return { result: 'done', code: isAll ? 'identifiersAdded' : 'identifiersPartly' };
  }
  return { result: 'done', code: isAll ? 'done' : 'partly' };
}
