import type { DeviceNow } from '../../services/changes/device-now';
import type { TaggedDevice } from '../../services/tags/device-impact';

/** Devices as the preview of a tag looks at them. */
export function taggedDevices(devices: readonly DeviceNow[]): readonly TaggedDevice[] {
  return devices.map(({ serial, groupTag, purchaseOrder, enrollmentState }) => ({
    serial,
    groupTag: groupTag || undefined,
    purchaseOrder: purchaseOrder || undefined,
    isEnrolled: enrollmentState === 'enrolled',
  }));
}
