import { MessageFactory, type Activity } from 'botbuilder';
import { changeNotices } from '../../cards/change-notice';
import { escapeMarkdown } from '../../cards/escape';
import type { ChangeEvent, ChangeView, NamedPerson } from '../../services/changes/change';
import type { Alongside } from '../../services/changes/change-transitions';
import type { Tx } from '../../services/store/store';
import type { CommandServices } from '../command-services';
import { onlyReader, renderChange } from './change-card';

type Notice = keyof typeof changeNotices;

/** What is told in a message of its own, where the requester reads it; everything else is seen on the card. */
const toldToRequester: Partial<Readonly<Record<ChangeEvent, Notice>>> = {
  approved: 'approved',
  rejected: 'rejected',
  expired: 'expired',
  stale: 'stale',
  applied: 'applied',
  proven: 'proven',
  failed: 'failed',
  undone: 'undone',
};

/** The requester did these themselves, or sees them on the card they look at. */
const ownDoing: readonly ChangeEvent[] = ['approved'];

const cameToNothing: readonly ChangeEvent[] = ['rejected', 'withdrawn', 'expired', 'failed'];

/**
 * Promises to show a change wherever its card stands, in the order in which it moves, to post the card where it does
 * not stand yet, and to tell the people whom it concerns.
 */
export function showingChanges(services: CommandServices): Alongside {
  return async (tx, view, event) => {
    if (event === 'submitted') await services.changes.places.addConfirmed(tx, view.id);
    await editCards(tx, view, services);
    if (cameToNothing.includes(event)) await offerUndoAgain(tx, view, services);
    if (event === 'submitted' || event === 'renewed') await postWhereMissing(tx, view, services);
    await tell(tx, view, event, services);
  };
}

/** What was to be undone, and was not, can be undone again. */
async function offerUndoAgain(
  tx: Tx,
  { undoes, tenantId }: ChangeView,
  services: CommandServices,
): Promise<void> {
  const view = undoes === undefined ? undefined : await services.changes.view({ id: undoes, tenantId }, tx);
  if (view !== undefined) await editCards(tx, view, services);
}

async function editCards(tx: Tx, view: ChangeView, services: CommandServices): Promise<void> {
  for (const { conversationId, messageId, sentAs } of await services.changes.places.of(view.id, tx)) {
    const activity = activityOf(view, conversationId, services);
    const where = { ...placeOf(view), conversationId, activity, action: 'edit' } as const;
    if (messageId !== undefined) await services.promise(tx, { ...where, targetId: messageId });
    else if (sentAs !== undefined) await services.promise(tx, { ...where, sentAs });
  }
}

/** In its own conversation, and what was asked for in a personal chat where admins see it. */
async function postWhereMissing(tx: Tx, view: ChangeView, services: CommandServices): Promise<void> {
  const { places } = services.changes;
  const known = (await places.of(view.id, tx)).map(({ conversationId }) => conversationId);
  const approvers = await approversPlace(tx, view, services);
  const isForApprovers = approvers?.isReached === true && view.state === 'awaiting-approval';
  const wanted = [view.conversationId, ...(isForApprovers ? [approvers.id] : [])];
  for (const conversationId of wanted.filter((id) => !known.includes(id))) {
    const activity = activityOf(view, conversationId, services);
    const sentAs = await services.promise(tx, { ...placeOf(view), conversationId, action: 'send', activity });
    await places.add(tx, view.id, { conversationId, sentAs });
  }
}

/**
 * Where admins see what was asked for in a personal chat; undefined where no such conversation is set. Nobody knows
 * the way to one in which the bot never heard anything.
 */
async function approversPlace(
  tx: Tx,
  { scope, tenantId }: ChangeView,
  { changes, knowsWayTo }: CommandServices,
): Promise<{ readonly id: string; readonly isReached: boolean } | undefined> {
  const id = changes.rules.approvalsConversation;
  if (scope !== 'personal' || id === undefined) return undefined;
  return { id, isReached: await knowsWayTo(tx, tenantId, id) };
}

async function tell(tx: Tx, view: ChangeView, event: ChangeEvent, services: CommandServices): Promise<void> {
  if (event === 'reminded') return remind(tx, view, services);
  const say = services.messages(view.locale);
  const isUnseen =
    event === 'submitted' &&
    view.state === 'awaiting-approval' &&
    (await approversPlace(tx, view, services))?.isReached === false;
  const notice = isUnseen ? 'unseen' : toldToRequester[event];
  const isOwn = ownDoing.includes(event) && view.by?.id === view.requester.id;
  if (notice === undefined || isOwn) return;
  const { conversationId } = view;
  const activity = mentioning(view.requester, (mention) => changeNotices[notice](say, view, mention));
  await services.promise(tx, { ...placeOf(view), conversationId, action: 'send', activity });
}

/** Where the card of the request stands for those who decide. */
async function remind(tx: Tx, view: ChangeView, services: CommandServices): Promise<void> {
  const approvers = await approversPlace(tx, view, services);
  const place = approvers?.isReached === true ? approvers.id : view.conversationId;
  const messageId = await services.changes.places.messageIn(tx, view.id, place);
  const isThread = messageId !== undefined && place.endsWith('@thread.tacv2');
  const conversationId = isThread ? `${place};messageid=${messageId}` : place;
  const activity = MessageFactory.text(changeNotices.reminder(services.messages(view.locale), view, ''));
  await services.promise(tx, { ...placeOf(view), conversationId, action: 'send', activity });
}

function mentioning(person: NamedPerson, text: (mention: string) => string): Partial<Activity> {
  const mention = `<at>${escapeMarkdown(person.name)}</at>`;
  return {
    ...MessageFactory.text(text(mention)),
    entities: [{ type: 'mention', text: mention, mentioned: { id: person.id, name: person.name } }],
  };
}

function activityOf(view: ChangeView, conversationId: string, services: CommandServices): Partial<Activity> {
  const { attachment, summary } = renderChange(view, services, onlyReader(view, conversationId));
  return { ...MessageFactory.attachment(attachment), summary };
}

function placeOf({ tenantId, correlationId }: ChangeView) {
  return { tenantId, correlationId };
}
