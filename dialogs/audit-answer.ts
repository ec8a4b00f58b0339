import { auditCard, auditData, type AuditTitle } from '../cards/audit';
import { renderCard, type RenderedCard } from '../cards/card';
import { escapeMarkdown } from '../cards/escape';
import { failureSentence } from '../cards/failure';
import { outsideSentence } from '../cards/outside';
import type { TrailStart, TrailSubject } from '../services/audit/own-trail';
import type { TrailFailure } from '../services/audit/trail';
import { hasRole } from '../services/people/actor';
import type { Result } from '../services/result';
import { fail, ok } from '../services/result';
import { refusal } from './answers';
import { mostSerials } from './audit-data';
import { mayAskAbout, type AskedSubject } from './audit-subject';
import type { CommandServices } from './command-services';
import type { Invocation } from './invocation';

const perPage = 8;

/** The card with a page of a history, or the sentence that says why there is none. */
export async function auditOf(
  subject: TrailSubject,
  invocation: Invocation,
  services: CommandServices,
  start?: TrailStart,
): Promise<RenderedCard | string> {
  const { actor, locale } = invocation;
  if (!mayAskAbout(actor, subject)) return refusal(invocation, services);
  const say = services.messages(locale);
  const named = subject.type === 'devices' ? subject.serials.length : 0;
  const asked = named > mostSerials ? withFirst(subject) : subject;
  const [page, title] = await Promise.all([
    services.audit.page(asked, actor, { size: perPage, ...(start && { start }) }),
    titleOf(asked, invocation, services),
  ]);
  if (!page.ok) return trailFailureSentence(page.error, invocation, services);
  const data = auditData({
    say,
    now: services.clock.now(),
    subject: title,
    page: page.value,
    canSave: hasRole(actor, 'admin'),
    ...(named > mostSerials && { tooMany: { named, limit: mostSerials } }),
  });
  return renderCard(auditCard, data);
}

function withFirst(subject: TrailSubject): TrailSubject {
  if (subject.type === 'person') return subject;
  return { type: 'devices', serials: subject.serials.slice(0, mostSerials) };
}

export function trailFailureSentence(
  failure: TrailFailure,
  { actor, locale }: Invocation,
  { messages }: CommandServices,
): string {
  const say = messages(locale);
  return failure.type === 'outside'
    ? outsideSentence(say, actor.tagPrefixes)
    : failureSentence(say, failure.failure);
}

async function titleOf(
  subject: TrailSubject,
  { actor }: Invocation,
  { people }: CommandServices,
): Promise<AuditTitle> {
  if (subject.type === 'devices') return subject;
  const isSelf = subject.personId === actor.id;
  const name = isSelf ? actor.name : await people.nameOf(subject.personId);
  return { type: 'person', id: subject.personId, name, isSelf };
}

/** Looks up whom a name means; a sentence when that is nobody, several people, or none of the asker's business. */
export async function resolveSubject(
  asked: AskedSubject,
  invocation: Invocation,
  services: CommandServices,
): Promise<Result<TrailSubject, string>> {
  const { actor, locale } = invocation;
  if (asked.type === 'devices') return ok(asked);
  const isSelf = asked.type === 'self' || asked.name.toLowerCase() === actor.name.toLowerCase();
  if (isSelf) return ok({ type: 'person', personId: actor.id });
  // Whether somebody exists is told to those only who may ask about them.
  if (!hasRole(actor, 'admin')) return fail(refusal(invocation, services));
  const say = services.messages(locale);
  const found = await services.people.find(asked.name);
  if (!found.ok) return fail(failureSentence(say, found.error));
  const [first, second] = found.value;
  if (first === undefined) return fail(say('audit.nobodyFound', { name: escapeMarkdown(asked.name) }));
  if (second === undefined) return ok({ type: 'person', personId: first.id });
  const people = found.value.map(({ name, address }) =>
    address === ''
      ? escapeMarkdown(name)
      : say('audit.person', { name: escapeMarkdown(name), address: escapeMarkdown(address) }),
  );
  return fail(say('audit.severalFound', { people: people.join(', ') }));
}
