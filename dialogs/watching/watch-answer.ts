import type { TurnContext } from 'botbuilder';
import { renderCard, type RenderedCard } from '../../cards/card';
import { escapeMarkdown } from '../../cards/escape';
import { failureSentence } from '../../cards/failure';
import type { Say } from '../../cards/messages';
import { outsideSentence } from '../../cards/outside';
import { watchCard, watchData } from '../../cards/watch';
import { hasRole } from '../../services/people/actor';
import type { Asked, Begun, NotBegun, SerialNotBegun } from '../../services/watching/asking';
import { refusal } from '../answers';
import type { CommandServices } from '../command-services';
import type { Invocation } from '../invocation';
import { mayLookAt } from '../registering/import-access';
import { sendCard } from '../reply';
import { mostSerials } from '../status-answer';
import { askedGroup, type AskedGroup } from './asked-group';
import { namedSerials } from './named-serials';
import { timeZoneOf } from './time-zone';

/** Begins to tell somebody about what they name: their own devices, devices by serial number, a tag or an import. */
export async function answerWatch(
  context: TurnContext,
  invocation: Invocation,
  services: CommandServices,
): Promise<void> {
  const answered = await answer(askedBy(context, invocation), invocation, services);
  if (typeof answered === 'string' || 'attachment' in answered) {
    await sendCard(context, answered);
    return;
  }
  const say = services.messages(invocation.locale);
  const isReached = await services.tellPersonally(context, answered.personally);
  await context.sendActivity(say(isReached ? 'my-device.inPrivate' : 'my-device.noPrivate'));
}

/** `personally`: for nobody else to read. */
type Answer = RenderedCard | string | { readonly personally: string };

/** Tells of somebody's own devices. */
const ownNews: readonly NotBegun['type'][] = ['none', 'not-yours', 'ready'];

const namesGroup = /\b(tag|import)\b/iu;

async function answer(asked: Asked, invocation: Invocation, services: CommandServices): Promise<Answer> {
  const { actor, slots, text } = invocation;
  const group = askedGroup(text, slots);
  // Whoever looks after no devices may have written something that merely looks like a tag.
  const isMeant = hasRole(actor, 'helpdesk') || namesGroup.test(text);
  if (group !== undefined && isMeant) return watchGroup(asked, group, invocation, services);
  const serials = namedSerials(text, slots);
  if (serials.length > 0 && hasRole(actor, 'helpdesk'))
    return watchSerials(asked, serials, invocation, services);
  return watchMine(asked, serials, invocation, services);
}

async function watchMine(
  asked: Asked,
  serials: readonly string[],
  invocation: Invocation,
  services: CommandServices,
): Promise<Answer> {
  const begun = await services.watches.mine(asked, serials);
  const isPersonal = invocation.conversation.scope === 'personal';
  if (!('type' in begun)) return cardFor(begun, invocation, services, { isPersonal });
  const why = notBegun(services.messages(invocation.locale), begun);
  return isPersonal || !ownNews.includes(begun.type) ? why : { personally: why };
}

async function watchSerials(
  asked: Asked,
  serials: readonly string[],
  invocation: Invocation,
  services: CommandServices,
): Promise<Answer> {
  const say = services.messages(invocation.locale);
  const answered = await services.watches.serials(asked, serials.slice(0, mostSerials));
  if ('type' in answered) return notBegun(say, answered);
  const others = [
    ...answered.others.map((each) => serialNotBegun(say, each, invocation)),
    ...(serials.length > mostSerials ? [say('watch.tooManySerials', { limit: mostSerials })] : []),
  ];
  if (answered.begun.length > 0) return cardFor(answered.begun, invocation, services, { others });
  return others.join('\n\n');
}

async function watchGroup(
  asked: Asked,
  group: AskedGroup,
  invocation: Invocation,
  services: CommandServices,
): Promise<Answer> {
  const say = services.messages(invocation.locale);
  if (!hasRole(invocation.actor, group.kind === 'tag' ? 'admin' : 'helpdesk'))
    return refusal(invocation, services);
  if (group.kind === 'tag') {
    const begun = await services.watches.group(asked, 'tag', group.tag);
    if (begun.type === 'begun') return cardFor([begun], invocation, services, {});
    return begun.type === 'none'
      ? say('watch.noTag', { tag: escapeMarkdown(group.tag) })
      : notBegun(say, begun);
  }
  const unknown = say('watch.noImport', { number: group.number });
  const importId = await services.watches.importOf(invocation.actor.tenantId, group.number);
  const view =
    importId && (await services.imports.view({ id: importId, tenantId: invocation.actor.tenantId }));
  if (importId === undefined || !view || !mayLookAt(invocation.actor, view)) return unknown;
  const begun = await services.watches.group(asked, 'import', String(importId));
  if (begun.type === 'begun') return cardFor([begun], invocation, services, { importNumber: group.number });
  if (begun.type === 'ready') return say('watch.importReady', { number: group.number });
  return begun.type === 'none' ? unknown : notBegun(say, begun);
}

function cardFor(
  begun: readonly Begun[],
  { locale }: Invocation,
  services: CommandServices,
  more: {
    readonly isPersonal?: boolean;
    readonly importNumber?: number;
    readonly others?: readonly string[];
  },
): RenderedCard {
  const [first] = begun.flatMap(({ devices }) => devices);
  const { quietHours } = services.watches;
  return renderCard(
    watchCard,
    watchData({
      say: services.messages(locale),
      now: services.clock.now(),
      begun,
      isPersonal: true,
      usual: services.fleet.usualDuration(first?.groupTag),
      quiet: quietHours,
      ...more,
    }),
  );
}

const reasons = {
  guest: 'watch.guest',
  none: 'watch.none',
  'not-yours': 'watch.not-yours',
  'too-many': 'watch.too-many',
  'no-chat': 'watch.no-chat',
  unread: 'watch.unread',
} as const;

function notBegun(say: Say, answered: NotBegun): string {
  if (answered.type === 'failed') return failureSentence(say, answered.failure);
  if (answered.type === 'ready') return say('watch.ready', { count: answered.count });
  return say(reasons[answered.type]);
}

function serialNotBegun(say: Say, other: SerialNotBegun, { actor }: Invocation): string {
  const serial = escapeMarkdown(other.serial);
  switch (other.type) {
    case 'ready':
      return say('watch.serialReady', { serial });
    case 'outside':
      return outsideSentence(say, actor.tagPrefixes);
    case 'failed':
      return say('watch.serialFailed', { serial, why: failureSentence(say, other.failure) });
    case 'not-found': {
      const guesses = other.didYouMean.slice(0, 3).map(escapeMarkdown).join(', ');
      return guesses === ''
        ? say('watch.serialNotFound', { serial })
        : say('watch.serialNotFoundGuess', { serial, serials: guesses });
    }
  }
}

function askedBy(context: TurnContext, { actor, conversation, correlationId, locale }: Invocation): Asked {
  const { id } = context.activity.from;
  return { actor, teamsId: id, conversation, locale, correlationId, timeZone: timeZoneOf(context.activity) };
}
