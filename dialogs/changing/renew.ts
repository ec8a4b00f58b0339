import type { ChangeView } from '../../services/changes/change';
import type { Act } from '../../services/changes/change-acts';
import type { Acted } from '../../services/changes/change-transitions';
import { kinds } from '../../services/changes/kinds';
import type { ChangeKind } from '../../services/changes/kinds/kind';
import type { CommandServices } from '../command-services';
import type { Invocation } from '../invocation';
import { showingChanges } from './change-showing';
import { taggedDevices } from './tagged-devices';
import { tagProspect } from './tag-prospect';
import { areWithinScope } from './within-scope';

/** The same wish for the devices as they are now. */
export async function renew(
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
