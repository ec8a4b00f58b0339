import { failureSentence } from '../../cards/failure';
import type { ChangeView } from '../../services/changes/change';
import type { Amended } from '../../services/changes/change-desk';
import { fail, ok, type Result } from '../../services/result';
import type { CommandServices } from '../command-services';
import type { Invocation } from '../invocation';
import { taggedDevices } from './tagged-devices';
import { tagProspect } from './tag-prospect';
import { tagWish } from './tag-wish';

/** Another tag in place of the one that was asked for, looked at as if it had been; `isShown` on the card. */
export async function otherTag(
  view: ChangeView,
  tag: string,
  invocation: Invocation,
  services: CommandServices,
  isShown: boolean,
): Promise<Result<Amended, string>> {
  const say = services.messages(invocation.locale);
  if (view.kind !== 'group-tag' || view.wish === undefined)
    return fail(say('changing.noOtherTag', { id: view.id }));
  const wish = await tagWish(tag, invocation, services);
  if (!wish.ok) return wish;
  const [note] = wish.value;
  // A sentence shows nothing of where it leads, so a slip in it is not carried out.
  if (note !== undefined && !isShown) return fail(say('changing.unfitSaid', { note, id: view.id }));
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
