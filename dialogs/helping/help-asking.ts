import { failureSentence } from '../../cards/failure';
import { helpOfferCard, helpOfferData, helpPickData } from '../../cards/help-offer';
import { renderCard, type RenderedCard } from '../../cards/card';
import { caseLines, type UnsentCase } from '../../cards/help-case-text';
import { escapeMarkdown } from '../../cards/escape';
import type { HelpFacts } from '../../services/help/help-case';
import type { MyDevice } from '../../services/my-devices/my-device';
import type { CommandServices } from '../command-services';
import type { Invocation } from '../invocation';
import { helpFacts, meaningOfFailure } from './help-facts';
import { requestCardOf } from './help-showing';

/** What help is asked about. `refused` is the sentence why not. */
export type Subject =
  | { readonly type: 'device'; readonly registrationId: string; readonly facts: HelpFacts }
  | { readonly type: 'no-device'; readonly isUnread: boolean }
  | { readonly type: 'several'; readonly devices: readonly MyDevice[] }
  | { readonly type: 'refused'; readonly text: string };

/**
 * What somebody may ask about: their own devices, found by who they are. Without `registrationId` the only one, or
 * the question which; an id that is not theirs is answered as one that nobody has. Empty: no device.
 */
export async function subjectOf(
  registrationId: string | undefined,
  { actor, conversation, locale }: Invocation,
  services: CommandServices,
): Promise<Subject> {
  const say = services.messages(locale);
  if (conversation.scope !== 'personal') return { type: 'refused', text: say('get-help.notPrivate') };
  const found = await services.myDevices.of(actor);
  if (!found.ok) return unread(registrationId, () => failureSentence(say, found.error));
  if (found.value.type === 'guest') return { type: 'refused', text: say('get-help.guest') };
  const { devices, complete } = found.value;
  if (registrationId === '') return { type: 'no-device', isUnread: false };
  const [first, second] = devices;
  if (registrationId === undefined && first === undefined) return { type: 'no-device', isUnread: !complete };
  if (registrationId === undefined && second !== undefined) return { type: 'several', devices };
  const device = registrationId === undefined ? first : devices.find((each) => isIt(each, registrationId));
  if (device === undefined)
    return { type: 'refused', text: say(complete ? 'get-help.notYours' : 'my-device.unread') };
  return { type: 'device', registrationId: device.registrationId, facts: helpFacts(device, services) };
}

const isIt = (device: MyDevice, registrationId: string) => device.registrationId === registrationId;

/** Help may be asked for all the same, but not about a device of which nobody knows whose it is. */
function unread(registrationId: string | undefined, sentence: () => string): Subject {
  const isAboutOne = registrationId !== undefined && registrationId !== '';
  return isAboutOne ? { type: 'refused', text: sentence() } : { type: 'no-device', isUnread: true };
}

/** A card to act on, the case as text to copy, or the sentence why there is neither. */
export type HelpOffered =
  | { readonly type: 'card'; readonly card: RenderedCard }
  | { readonly type: 'copy'; readonly text: string }
  | { readonly type: 'refused'; readonly text: string };

/** The card that offers to hand a case over, or the case that is open already. */
export async function helpOffer(
  registrationId: string | undefined,
  invocation: Invocation,
  services: CommandServices,
): Promise<HelpOffered> {
  const { actor, locale } = invocation;
  const say = services.messages(locale);
  const subject = await subjectOf(registrationId, invocation, services);
  if (subject.type === 'refused') return subject;
  if (subject.type === 'several')
    return { type: 'card', card: renderCard(helpOfferCard, helpPickData(say, subject.devices)) };
  const about = aboutOf(subject);
  const open = await services.helpDesk.openOf(actor, about.registrationId);
  if (open !== undefined) return { type: 'card', card: requestCardOf(open, services, locale) };
  const place = await services.places.of(actor.tenantId, 'help');
  if (place === undefined) {
    const unsent = { person: actor, ...about, tried: [], said: '', createdAt: services.clock.now() };
    return { type: 'copy', text: caseAsText('get-help.noPlace', unsent, invocation, services) };
  }
  const isUnread = subject.type === 'no-device' && subject.isUnread;
  const data = helpOfferData({ say, person: actor.name, ...about, isUnread });
  return { type: 'card', card: renderCard(helpOfferCard, data) };
}

/** As it is stored. */
export function aboutOf(subject: Extract<Subject, { type: 'device' | 'no-device' }>) {
  return subject.type === 'device'
    ? { registrationId: subject.registrationId, facts: subject.facts }
    : { registrationId: '' };
}

/** The case for whoever has to send it on without the bot, after the sentence why. */
export function caseAsText(
  why: 'get-help.noPlace' | 'get-help.unreached',
  unsent: UnsentCase,
  { locale }: Pick<Invocation, 'locale'>,
  services: CommandServices,
): string {
  const say = services.messages(locale);
  const meaning = meaningOfFailure(say, unsent.facts?.failure, services);
  return [say(why), ...caseLines(say, unsent, meaning).map(escapeMarkdown)].join('\n\n');
}
