import { groupsForTag } from './groups-for-tag';
import type { RuledGroup } from './landscape';

/** A registration before it is given a tag. */
export interface TaggedDevice {
  readonly serial: string;
  readonly groupTag?: string | undefined;
  readonly purchaseOrder?: string | undefined;
  /** What changes then takes effect after a reset only. */
  readonly isEnrolled: boolean;
}

/** What the tag changes for one device; names of groups. */
export interface DeviceImpact {
  readonly device: TaggedDevice;
  readonly gains: readonly string[];
  readonly loses: readonly string[];
}

export function deviceImpact(device: TaggedDevice, tag: string, groups: readonly RuledGroup[]): DeviceImpact {
  const { groupTag, purchaseOrder } = device;
  const now = membersOf(groups, { groupTag, purchaseOrder });
  const then = membersOf(groups, { groupTag: tag || undefined, purchaseOrder });
  const without = (some: readonly RuledGroup[], others: readonly RuledGroup[]) =>
    some.filter((group) => !others.includes(group)).map(({ name }) => name);
  return { device, gains: without(then, now), loses: without(now, then) };
}

function membersOf(
  groups: readonly RuledGroup[],
  known: Parameters<typeof groupsForTag>[1],
): readonly RuledGroup[] {
  const { byTag, anyway } = groupsForTag(groups, known);
  return [...byTag, ...anyway];
}
