import { changeTitle } from '../../cards/change-words';
import { failureSentence } from '../../cards/failure';
import type { MessageKey } from '../../cards/messages';
import type { ActRefusal, ChangeAct, ChangeView } from '../../services/changes/change';
import type { Act } from '../../services/changes/change-acts';
import type { Amended } from '../../services/changes/change-desk';
import type { Acted } from '../../services/changes/change-transitions';
import { kinds } from '../../services/changes/kinds';
import { sameValues, type ChangeKind } from '../../services/changes/kinds/kind';
import { fail, ok, type Result } from '../../services/result';
import type { CommandServices } from '../command-services';
import type { Invocation } from '../invocation';
import { showingChanges } from './change-showing';
import { tagProspect } from './tag-prospect';
import { tagWish } from './tag-wish';
import { areWithinScope } from './within-scope';

interface Named {
  readonly id: number;
  readonly revision?: number | undefined;
}

/** What became of a decision: the change as it is now, or the sentence why not. */
export type Decided =
  | { readonly type: 'moved'; readonly change: ChangeView }
  | { readonly type: 'refused'; readonly text: string };

/** What the decision needs to be told besides. */
export interface Said {
  readonly reason?: string;
  readonly tag?: string;
  /** What the card asked for and did not get. */
  readonly lacks?: 'reason-missing' | 'tag-missing';
}

/** A person decides on a change, by button or by sentence. */
export async function decide(
  act: ChangeAct,
  named: Named,
  invocation: Invocation,
  services: CommandServices,
  said: Said = {},
): Promise<Decided> {
  const asked = actOf(act, named, invocation);
  const { changes } = services;
  const show = showingChanges(services);
  const view = await changes.view({ id: named.id, tenantId: invocation.actor.tenantId });
  // What cannot be is recorded too, and whoever may not decide at all is told that first.
  const refuse = async (why: ActRefusal, text?: string) =>
    decided(await changes.refuse(asked, why), named, invocation, services, text);
  if (said.lacks !== undefined || view === undefined) return refuse(said.lacks ?? 'not-possible-now');
  switch (act) {
    case 'approve': {
      if (said.tag === undefined || said.tag === view.wish?.['tag'])
        return decided(await changes.approve(asked, show), named, invocation, services);
      const amended = await otherTag(view, said.tag, named, invocation, services);
      if (!amended.ok) return refuse('tag-unfit', amended.error);
      return decided(await changes.approve(asked, show, amended.value), named, invocation, services);
    }
    case 'reject':
      return decided(await changes.reject(asked, said.reason ?? '', show), named, invocation, services);
    case 'withdraw':
      return decided(await changes.withdraw(asked, show), named, invocation, services);
    case 'renew':
      return decided(await renew(asked, view, invocation, services), named, invocation, services);
    case 'undo':
      return decided(await undo(asked, view, invocation, services), named, invocation, services);
  }
}

function actOf(act: ChangeAct, { id, revision }: Named, invocation: Invocation): Act {
  const { actor, conversation, correlationId, locale } = invocation;
  return {
    act,
    id,
    ...(revision !== undefined && { revision }),
    actor,
    conversationId: conversation.id,
    scope: conversation.scope,
    correlationId,
    locale,
  };
}

function decided(
  acted: Acted,
  named: Named,
  invocation: Invocation,
  services: CommandServices,
  why?: string,
): Decided {
  if (acted.type === 'moved') return acted;
  if (acted.type === 'unknown') return refused('unknown', named, invocation, services);
  if (acted.refusal === 'tag-unfit' && why !== undefined) return { type: 'refused', text: why };
  return refused(acted.refusal, named, invocation, services, acted.change);
}

function refused(
  why: ActRefusal | 'unknown',
  { id }: Named,
  { locale }: Invocation,
  { messages }: CommandServices,
  change?: ChangeView,
): Decided {
  const say = messages(locale);
  const key: MessageKey = why === 'unknown' ? 'changing.unknownRequest' : `change.refused.${why}`;
  const values = change && {
    name: change.requester.name,
    title: changeTitle(say, change),
    state: say(`changing.stateNow.${change.state}`),
  };
  return { type: 'refused', text: say(key, { id, ...values }) };
}

/** Another tag in place of the one that was asked for, looked at as if it had been. */
async function otherTag(
  view: ChangeView,
  tag: string,
  { revision }: Named,
  invocation: Invocation,
  services: CommandServices,
): Promise<Result<Amended, string>> {
  const say = services.messages(invocation.locale);
  if (view.kind !== 'group-tag' || view.wish === undefined)
    return fail(say('changing.noOtherTag', { id: view.id }));
  const wish = await tagWish(tag, invocation, services);
  if (!wish.ok) return wish;
  const [note] = wish.value;
  // A sentence shows nothing of where it leads, so a slip in it is not carried out.
  if (note !== undefined && revision === undefined)
    return fail(say('changing.unfitSaid', { note, id: view.id }));
  const targets = await services.changes.devices(view.id);
  const read = await services.changes.devicesNow.read(targets.map(({ registrationId }) => registrationId));
  if (!read.ok) return fail(failureSentence(say, read.error));
  const { prospect, effects } = await tagProspect(
    tag,
    taggedDevices([...read.value.values()]),
    invocation,
    services,
  );
  return ok({ wish: { tag }, prospect, effects: [...wish.value, ...effects] });
}

/** The same wish for the devices as they are now. */
async function renew(
  act: Act,
  view: ChangeView,
  invocation: Invocation,
  services: CommandServices,
): Promise<Acted> {
  const { changes } = services;
  const targets = await changes.devices(view.id);
  const read = await changes.devicesNow.read(targets.map(({ registrationId }) => registrationId));
  if (!read.ok) return changes.refuse(act, 'unreadable');
  if (!areWithinScope(act.actor, targets, read.value)) return changes.refuse(act, 'outside-scope');
  const kind: ChangeKind = kinds[view.kind];
  const now = targets.flatMap(({ position, registrationId }) => {
    const device = read.value.get(registrationId.toLowerCase());
    return device === undefined ? [] : [{ position, device }];
  });
  if (now.length === 0) return changes.refuse(act, 'nothing-left');
  const before = new Map(now.map(({ position, device }) => [position, kind.valuesOf(device)]));
  const tag = view.kind === 'group-tag' ? view.wish?.['tag'] : undefined;
  const devices = taggedDevices(now.map(({ device }) => device));
  const ahead =
    tag === undefined ? { effects: view.effects } : await tagProspect(tag, devices, invocation, services);
  return changes.renew(act, { ...ahead, before }, showingChanges(services));
}

/** Puts back what nobody changed since. */
async function undo(
  act: Act,
  view: ChangeView,
  invocation: Invocation,
  services: CommandServices,
): Promise<Acted> {
  const { changes, messages } = services;
  const targets = await changes.devices(view.id);
  const written = targets.filter(({ state }) => ['written', 'proven', 'unproven'].includes(state));
  const read = await changes.devicesNow.read(written.map(({ registrationId }) => registrationId));
  if (!read.ok) return changes.refuse(act, 'unreadable');
  if (!areWithinScope(act.actor, targets, read.value)) return changes.refuse(act, 'outside-scope');
  const kind: ChangeKind = kinds[view.kind];
  const devices = written.flatMap(({ registrationId, serial, before, after }) => {
    const device = read.value.get(registrationId.toLowerCase());
    const isUntouched = device !== undefined && sameValues(kind.valuesOf(device), after);
    return isUntouched ? [{ registrationId, serial, before: after, after: before }] : [];
  });
  if (devices.length === 0)
    return changes.refuse(act, written.length === 0 ? 'undo-impossible' : 'undo-changed');
  const left = written.length - devices.length;
  const say = messages(invocation.locale);
  const effects = left === 0 ? [] : [say('changing.undoLeft', { count: left })];
  return changes.undo(act, devices, { effects }, showingChanges(services));
}

export function taggedDevices(
  devices: readonly {
    readonly serial: string;
    readonly groupTag: string;
    readonly purchaseOrder: string;
    readonly enrollmentState: string;
  }[],
) {
  return devices.map(({ serial, groupTag, purchaseOrder, enrollmentState }) => ({
    serial,
    groupTag: groupTag || undefined,
    purchaseOrder: purchaseOrder || undefined,
    isEnrolled: enrollmentState === 'enrolled',
  }));
}
