import { failureSentence } from '../../cards/failure';
import type { Say } from '../../cards/messages';
import { serialsNamed } from '../../cards/serials-named';
import type { ChangeKind, Obstacle, Values } from '../../services/changes/kinds/kind';
import { sameValues } from '../../services/changes/kinds/kind';
import type { DeviceNow } from '../../services/changes/device-now';
import { mostDevices } from '../../services/changes/rules';
import { serialKey } from '../../services/devices/serial-text';
import { mayHandleTag } from '../../services/people/tag-scope';
import { fail, ok, type Result } from '../../services/result';
import type { CommandServices } from '../command-services';
import type { Invocation } from '../invocation';

/** The devices that a change would touch, and a sentence for each reason why others are left out. */
export interface Targets {
  readonly devices: readonly DeviceNow[];
  readonly notes: readonly string[];
}

/**
 * Finds what is registered of the serials that were named, as far as this person looks after it, and leaves out what
 * is as it is wished already or cannot be changed. Fails with a sentence when nothing is left.
 */
export async function findTargets(
  serials: readonly string[],
  kind: ChangeKind,
  wished: Values,
  { actor, locale }: Pick<Invocation, 'actor' | 'locale'>,
  { changes, messages, registrations }: Pick<CommandServices, 'changes' | 'messages' | 'registrations'>,
): Promise<Result<Targets, string>> {
  const say = messages(locale);
  const distinct = [...new Map(serials.map((serial) => [serialKey(serial), serial])).values()];
  if (distinct.length > mostDevices) {
    return fail(say('changing.tooMany', { count: distinct.length, limit: mostDevices }));
  }
  const found = await registrations.find(distinct);
  if (!found.ok) return fail(failureSentence(say, found.error));
  const rows = distinct.flatMap((serial) => found.value.bySerial.get(serialKey(serial)) ?? []);
  const mine = rows.filter(({ groupTag }) => mayHandleTag(actor, groupTag));
  const known = new Set(mine.map(({ serialNumber }) => serialKey(serialNumber)));
  const unknown = distinct.filter((serial) => !known.has(serialKey(serial)));
  const read = await changes.devicesNow.read(
    mine.map(({ id }) => id),
    { withIntuneRecord: kind.readsIntuneRecord ?? false },
  );
  if (!read.ok) return fail(failureSentence(say, read.error));
  const devices = mine.flatMap(({ id }) => read.value.get(id.toLowerCase()) ?? []);
  const sorted = sort(devices, kind, wished);
  const notes = [
    ...(unknown.length > 0 ? [unknownSentence(say, unknown, found.value.complete)] : []),
    ...obstacleSentences(say, sorted.barred),
    ...(sorted.already.length > 0 ? [alreadySentence(say, sorted.already)] : []),
    ...sharedSentences(say, sorted.due),
  ];
  if (sorted.due.length > 0) return ok({ devices: sorted.due, notes });
  return fail([...notes, say('changing.nothingLeft')].join(' '));
}

function sort(devices: readonly DeviceNow[], kind: ChangeKind, wished: Values) {
  const already = devices.filter((device) => sameValues(kind.valuesOf(device), wished));
  const others = devices.filter((device) => !already.includes(device));
  const judged = others.map((device) => ({ device, obstacle: kind.obstacle?.(device, wished) }));
  return {
    already,
    barred: judged.filter((each): each is Barred => each.obstacle !== undefined),
    due: judged.flatMap(({ device, obstacle }) => (obstacle === undefined ? [device] : [])),
  };
}

interface Barred {
  readonly device: DeviceNow;
  readonly obstacle: Obstacle;
}

const serialsOf = (devices: readonly DeviceNow[]) => devices.map(({ serial }) => serial);

function unknownSentence(say: Say, serials: readonly string[], isComplete: boolean): string {
  const values = { serials: serialsNamed(say, serials), count: serials.length };
  return say(isComplete ? 'changing.unknown' : 'changing.notFoundYet', values);
}

function alreadySentence(say: Say, devices: readonly DeviceNow[]): string {
  return say('changing.already', { serials: serialsNamed(say, serialsOf(devices)), count: devices.length });
}

function obstacleSentences(say: Say, barred: readonly Barred[]): readonly string[] {
  const names = [...new Set(barred.map(({ obstacle }) => obstacle))];
  return names.map((obstacle) => {
    const devices = barred.filter((each) => each.obstacle === obstacle).map(({ device }) => device);
    return say(`change.obstacle.${obstacle}`, {
      serials: serialsNamed(say, serialsOf(devices)),
      count: devices.length,
    });
  });
}

/** A serial that several registrations have is changed on all of them. */
function sharedSentences(say: Say, devices: readonly DeviceNow[]): readonly string[] {
  const keys = devices.map(({ serial }) => serialKey(serial));
  const shared = devices.filter(({ serial }, at) => keys.indexOf(serialKey(serial)) !== at);
  if (shared.length === 0) return [];
  return [say('changing.shared', { serials: serialsNamed(say, serialsOf(shared)), count: shared.length })];
}
