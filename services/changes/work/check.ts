import type { DeviceNow } from '../device-now';
import type { StoredTarget } from '../change-devices';
import { requesterOf } from '../change-record';
import { kinds } from '../kinds';
import { sameValues, type ChangeKind, type Values } from '../kinds/kind';
import { crossingOf, isCrossed } from './crossing';
import { moveOn, type Step, type Tools } from './tools';

const mostNamed = 5;
const longestNamed = 80;

/**
 * What was approved must still be what would happen: when a device changed since it was looked at, nothing is written
 * and the change is stale. A device that is as it is wished already does no harm.
 */
export const check: Step = async (change, tools, mandate) => {
  const all = await tools.targets.of(change.id);
  const crossing = await crossingOf(tools.db, change.id);
  const kind: ChangeKind = kinds[change.kind];
  const read = await readTargets(all, kind, tools);
  if (!read.ok) return { type: 'trouble', failure: read.error };
  const changed = all
    .map((target) => ({ target, device: read.value.get(target.registrationId.toLowerCase()) }))
    .filter(({ target, device }) => hasChanged(target, device, kind.valuesOf(device)));
  await mandate.stillOurs();
  if (changed.length === 0) {
    const hasBegun = await moveOn(
      tools,
      change,
      mandate,
      { to: 'applying', event: 'applying' },
      {
        unless: (tx) => isCrossed(tx, change.id, crossing),
      },
    );
    return hasBegun ? { type: 'again' } : { type: 'wait', seconds: tools.pace.doubt };
  }
  const reason = changed
    .slice(0, mostNamed)
    .map(({ target, device }) => `${target.serial}: ${shown(kind.valuesOf(device), device)}`)
    .join(', ');
  const more = changed.length > mostNamed ? ` (+${changed.length - mostNamed})` : '';
  await moveOn(
    tools,
    change,
    mandate,
    { to: 'stale', event: 'stale', reason: reason + more },
    {
      alongside: (tx, moved, record) =>
        record(tx, moved, requesterOf(moved), {
          action: 'stale',
          result: 'refused',
          after: {
            change: moved.id,
            changed: changed.map(({ target }) => target.serial).slice(0, mostNamed),
          },
        }),
    },
  );
  return { type: 'ended' };
};

/** Devices as they stand now, with all that their kind of change writes to. */
export function readTargets(
  targets: readonly Pick<StoredTarget, 'registrationId'>[],
  { readsIntuneRecord = false }: ChangeKind,
  { reader }: Pick<Tools, 'reader'>,
) {
  const ids = targets.map(({ registrationId }) => registrationId);
  return reader.read(ids, { withIntuneRecord: readsIntuneRecord });
}

/** Whether somebody else changed the device: a field is neither as it was nor as it is to be. */
export function hasChanged(
  { before, after }: Pick<StoredTarget, 'before' | 'after'>,
  device: DeviceNow | undefined,
  now: Values,
): boolean {
  if (sameValues(now, after)) return false;
  const isTouched = ([field, value]: [string, string]) =>
    value !== (before[field] ?? '') && value !== (after[field] ?? '');
  return device === undefined || Object.entries(now).some(isTouched);
}

/** An id tells nobody anything. */
const isId = (value: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);

/** Field values as they are now; a dash for nothing. */
function shown(values: Values, device: DeviceNow | undefined): string {
  if (device === undefined) return '–';
  return (
    Object.values(values)
      .filter((value) => value !== '' && !isId(value))
      .join(' · ')
      .slice(0, longestNamed) || '–'
  );
}
