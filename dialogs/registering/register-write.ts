import { escapeMarkdown } from '../../cards/escape';
import type { ImportView } from '../../services/registration/imports/import';
import type { Outcome } from '../../services/requests/outcome';
import { fail, ok } from '../../services/result';
import { write, type Later, type Work } from '../writing/write';
import { fileSource, sourceSentence } from './file-source';
import { importCard, importPayload, type ImportPayload } from './import-card';
import { tagRightsOf } from './import-access';
import { barredSentence, choicesOf, tagSaid, tagsBarred, tagUntaken } from './import-choices';
import { tellSettled } from './import-summary';
import { tagsUnfit } from './tag-fit';

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
      fileName: source.value.name || services.messages(invocation.locale)('register.unnamed'),
    };
    const { imports, messages, readingSlots, tagConvention } = services;
    const rights = tagRightsOf(actor, tagConvention);
    const taken = await readingSlots.within(() => source.value.read((bytes) => imports.take(bytes, draft)));
    if (!taken.ok) return fail(messages(invocation.locale)('register.busy'));
    const read = taken.value;
    const sentence = (text: string) => fail(escapeMarkdown(text));
    if (!read.ok) return sentence(sourceSentence(read.error, 'download', invocation, services));
    if (!read.value.ok) return sentence(sourceSentence(read.value.error, 'file', invocation, services));
    const importId = read.value.value;
    await imports.lookAhead(importId, rights);
    const choices = { includeAsked: false, ...tagSaid(slots.tag, rights) };
    await imports.choose(importId, choices);
    const view = await imports.view({ id: importId, tenantId: actor.tenantId });
    const say = messages(invocation.locale);
    const { others, name } = source.value;
    const barred = view === undefined ? [] : tagsBarred(view, rights);
    if (view?.kind === 'identifiers' && barred.length > 0) {
      await imports.discard(importId);
      return fail(say('register.identifiersBarred'));
    }
    const effects = [
      ...(others > 0 ? [say('register.oneAtATime', { file: name })] : []),
      ...tagUntaken(say, slots.tag, rights),
      ...(barred.length > 0 && choices.tag === undefined ? [barredSentence(say, barred)] : []),
      ...(view === undefined ? [] : await tagsUnfit(view, invocation, services)),
    ];
    return ok({ payload: { importId, choices }, effects });
  },
  offered: ({ importId }, { id }, { imports }) => imports.belongsTo(importId, id),
  choose: choicesOf,
  run: advance,
  async windUp(payload, work) {
    const { services, request, actor } = work;
    const view = await services.imports.view({
      id: payload.importId,
      tenantId: request.tenantId,
    });
    if (view === undefined || !hasBegun(view)) return undefined;
    const byName = services.messages(request.locale)('register.roleLost', {
      name: actor.name,
    });
    await services.imports.stop(payload.importId, byName);
    return advance(payload, work);
  },
});

async function advance({ importId, choices }: ImportPayload, work: Work): Promise<Outcome | Later> {
  const { imports, tagConvention } = work.services;
  const progress = await imports.advance(importId, choices, {
    ...tagRightsOf(work.actor, tagConvention),
    stillOurs: () => work.stillOurs(),
  });
  if (progress.type === 'ended') return outcomeOf(importId, work);
  if (progress.type === 'settled') await tellSettled(importId, work);
  await work.show();
  return { againInSeconds: progress.type === 'wait' ? progress.seconds : 0 };
}

/** Something was sent to Intune, or may have been. */
function hasBegun({ states }: ImportView): boolean {
  const { sending, sent, imported, listed, assigned, added, differs, failed } = states;
  return sending + sent + imported + listed + assigned + added + differs + failed > 0;
}

async function outcomeOf(importId: number, { services, request }: Work): Promise<Outcome> {
  const view = await services.imports.view({
    id: importId,
    tenantId: request.tenantId,
  });
  if (view === undefined) return { result: 'failed', code: 'failed' };
  const { states } = view;
  const registered = states.assigned + states.listed + states.added + states.differs;
  const unlucky = states.failed + states.differs;
  const total = registered + states.failed + states.stopped;
  const values = {
    registered,
    total,
    ...(view.stoppedBy !== undefined && { name: view.stoppedBy }),
  };
  return {
    ...endOf(view, registered, unlucky),
    values,
    after: { registered, failed: states.failed },
  };
}

function endOf(view: ImportView, registered: number, unlucky: number): Pick<Outcome, 'result' | 'code'> {
  if (view.stoppedBy !== undefined && view.states.stopped > 0) return { result: 'done', code: 'stopped' };
  const { here, elsewhere, 'other-tag': otherTag } = view.states;
  const isElsewhere = here + elsewhere + otherTag > 0;
  if (registered === 0 && unlucky === 0 && isElsewhere) return { result: 'done', code: 'nothing' };
  if (registered === 0) return { result: 'failed', code: 'failed' };
  const isAll = unlucky === 0;
  if (view.kind === 'identifiers') {
    return {
      result: 'done',
      code: isAll ? 'identifiersAdded' : 'identifiersPartly',
    };
  }
  return { result: 'done', code: isAll ? 'done' : 'partly' };
}
