import type { ChangeView } from '../../services/changes/change';
import type { Act } from '../../services/changes/change-acts';
import type { Acted } from '../../services/changes/change-transitions';
import { kinds } from '../../services/changes/kinds';
import { sameValues, type ChangeKind } from '../../services/changes/kinds/kind';
import type { CommandServices } from '../command-services';
import type { Invocation } from '../invocation';
import { showingChanges } from './change-showing';
import { areWithinScope } from './within-scope';

/** Puts back what nobody changed since. */
export async function undo(
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
