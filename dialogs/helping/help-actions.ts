import { z } from 'zod';
import { clip } from '../../cards/clip';
import { noDevice } from '../../cards/help-offer';
import { helpVerbs, longestAnswer, longestSaid } from '../../cards/help-verbs';
import { nameWords } from '../../cards/help-words';
import { escapeMarkdown } from '../../cards/escape';
import { triedThings, type HelpAct, type HelpRefusal } from '../../services/help/help-case';
import type { HelpActed } from '../../services/help/help-desk';
import { cardAction, type ActionOutcome, type CardAction } from '../card-action';
import type { CommandServices } from '../command-services';
import type { Invocation } from '../invocation';
import { statusOfOne } from '../status-answer';
import { aboutOf, caseAsText, helpOffer, subjectOf } from './help-asking';
import { cardActivity, caseCardOf, requestCardOf, showingHelp } from './help-showing';

/** What Teams adds are the card's inputs; a line that was left empty may come as nothing. */
const written = z.string().max(4000).default('');
const registration = z.string().max(64);
const asked = z.looseObject({ id: registration, isPicked: z.boolean().default(false) });
const sent = z.looseObject({ id: registration, said: written, tried: z.string().max(500).default('') });
const named = z.looseObject({ id: z.int().positive() });
const shown = z.looseObject({ id: z.int().positive(), revision: z.int().positive() });

/** One line, within `most` characters; nothing where nobody could read anything. */
function lineOf(text: string, most: number): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  return /^[\p{C}\p{Z}]*$/u.test(line) ? '' : clip(line, most);
}

const aboutId = (id: string) => (id === noDevice ? '' : id);

/** Below the card whose button was pressed, which stays; in place of the question which device. */
async function ask(
  { id, isPicked }: z.infer<typeof asked>,
  invocation: Invocation,
  services: CommandServices,
): Promise<ActionOutcome> {
  const say = services.messages(invocation.locale);
  const offered = await helpOffer(aboutId(id), invocation, services);
  if (offered.type === 'refused') return { type: 'message', text: offered.text };
  if (offered.type === 'copy') return { type: 'post', post: offered.text, text: say('get-help.asText') };
  const { attachment } = offered.card;
  if (isPicked) return { type: 'card', card: attachment, forEveryone: true };
  return { type: 'post', post: cardActivity(offered.card), text: say('get-help.below') };
}

async function send(
  { id, said, tried }: z.infer<typeof sent>,
  invocation: Invocation,
  services: CommandServices,
): Promise<ActionOutcome> {
  const { actor, conversation, locale, correlationId, pressedOn: messageId } = invocation;
  const say = services.messages(locale);
  const subject = await subjectOf(aboutId(id), invocation, services);
  if (subject.type === 'refused') return { type: 'message', text: subject.text };
  if (subject.type === 'several') return { type: 'message', text: say('get-help.notYours') };
  const names = tried.split(',');
  const wish = {
    ...aboutOf(subject),
    person: { id: actor.id, name: actor.name },
    tried: triedThings.filter((each) => names.includes(each)),
    said: lineOf(said, longestSaid),
  };
  const unsent = { ...wish, createdAt: services.clock.now() };
  const asText = (why: Parameters<typeof caseAsText>[0]): ActionOutcome => ({
    type: 'post',
    post: caseAsText(why, unsent, invocation, services),
    text: say('get-help.asText'),
  });
  const { tenantId } = actor;
  const channel = await services.places.of(tenantId, 'help');
  if (channel === undefined) return asText('get-help.noPlace');
  const where = { tenantId, conversationId: conversation.id, messageId, locale, correlationId, channel };
  const outcome = await services.helpDesk.ask({ ...wish, ...where }, actor, showingHelp(services));
  if (outcome.type === 'unreached') return asText('get-help.unreached');
  if (outcome.type === 'too-many')
    return { type: 'message', text: say('get-help.tooMany', { count: outcome.most }) };
  const { attachment } = requestCardOf(outcome.helpCase, services, locale);
  return { type: 'card', card: attachment, forEveryone: false };
}

/** What somebody does with a case; their own card is theirs, the other one is the helpdesk's. */
function acting<T extends { readonly id: number }>(
  act: HelpAct,
  shape: z.ZodType<T>,
  textOf: (pressed: T) => string,
  access: 'employee' | 'helpdesk',
): CardAction {
  return cardAction(
    helpVerbs[act],
    shape,
    async (pressed, invocation, services) => {
      const { actor, conversation, correlationId } = invocation;
      const revision = 'revision' in pressed ? Number(pressed.revision) : undefined;
      const action = {
        act,
        id: pressed.id,
        ...(revision !== undefined && { revision }),
        text: textOf(pressed),
        actor,
        conversationId: conversation.id,
        correlationId,
      };
      const acted = await services.helpDesk.act(action, showingHelp(services));
      return access === 'employee'
        ? forEmployee(acted, invocation, services)
        : forHelpdesk(acted, invocation, services);
    },
    access === 'helpdesk' ? { access, sideEffect: 'write' } : { access },
  );
}

/** The card on the screen of whoever pressed; it is edited for the others in order with what follows. */
function forEmployee(acted: HelpActed, { locale }: Invocation, services: CommandServices): ActionOutcome {
  const say = services.messages(locale);
  if (acted.type === 'unknown') return { type: 'message', text: say('get-help.unknownCase') };
  if (acted.type === 'refused')
    return { type: 'message', text: say(`get-help.refused.${toThem(acted.refusal)}`) };
  const { attachment } = requestCardOf(acted.helpCase, services, locale);
  return { type: 'card', card: attachment, forEveryone: false };
}

/** The other refusals are the helpdesk's. */
function toThem(refusal: HelpRefusal): 'closed' | 'card-outdated' | 'nothing-said' {
  return refusal === 'closed' || refusal === 'nothing-said' ? refusal : 'card-outdated';
}

function forHelpdesk(acted: HelpActed, { locale }: Invocation, services: CommandServices): ActionOutcome {
  const say = services.messages(locale);
  if (acted.type === 'unknown') return { type: 'message', text: say('help-case.unknown') };
  const { helpCase } = acted;
  if (acted.type === 'refused') {
    const { id, person, helper } = helpCase;
    const names = { person: spoken(person.name), name: spoken(helper?.name ?? '') };
    return { type: 'message', text: say(`help-case.refused.${acted.refusal}`, { id, ...names }) };
  }
  return { type: 'card', card: caseCardOf(helpCase, services).attachment, forEveryone: false };
}

/** In a message of its own: the case stays where it is. */
async function showDevice(
  { id }: z.infer<typeof named>,
  invocation: Invocation,
  services: CommandServices,
): Promise<ActionOutcome> {
  const say = services.messages(invocation.locale);
  const helpCase = await services.helpDesk.find(id, invocation.actor.tenantId);
  if (helpCase?.facts === undefined) return { type: 'message', text: say('help-case.unknown') };
  const { facts, registrationId } = helpCase;
  const answer = await statusOfOne({ serial: facts.serial, id: registrationId }, services, invocation);
  if (typeof answer === 'string') return { type: 'message', text: answer };
  return { type: 'post', post: cardActivity(answer), text: say('help-case.deviceBelow') };
}

const spoken = (name: string) => escapeMarkdown(nameWords(name));

/** What the buttons of the cards about help do. */
export const helpActions: readonly CardAction[] = [
  cardAction(helpVerbs.ask, asked, ask),
  cardAction(helpVerbs.send, sent, send),
  cardAction(helpVerbs.device, named, showDevice, { access: 'helpdesk' }),
  acting('add', named.extend({ text: written }), ({ text }) => lineOf(text, longestSaid), 'employee'),
  acting('settle', named, () => '', 'employee'),
  acting('take', shown, () => '', 'helpdesk'),
  acting(
    'answer',
    shown.extend({ answer: written }),
    ({ answer }) => lineOf(answer, longestAnswer),
    'helpdesk',
  ),
  acting('close', shown.extend({ note: written }), ({ note }) => lineOf(note, longestAnswer), 'helpdesk'),
];
