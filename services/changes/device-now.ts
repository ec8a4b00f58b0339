import { parsedPart } from '../graph/batch';
import { parseDeviceNow, pathOfAutopilotDevice, pathOfDeviceAlone } from '../graph/autopilot-devices';
import { deadlineAfter, type Deadline } from '../graph/deadline';
import type { Clock } from '../clock';
import type { GraphClient } from '../graph/graph-client';
import type { GraphFailure } from '../graph/graph-failure';
import { parseManagedDevice, pathOfManagedDevice } from '../graph/managed-devices';
import type { EnrollmentState, ProfileAssignment, UserlessEnrollment } from '../devices/device-status';
import { ok, type Result } from '../result';

/** A registration as it stands now, as far as it can be changed; texts are empty for nothing. */
export interface DeviceNow {
  readonly registrationId: string;
  readonly serial: string;
  readonly groupTag: string;
  readonly purchaseOrder: string;
  /** The assigned user's principal name, and the name that greets them. */
  readonly user: string;
  readonly userName: string;
  readonly intuneRecordId?: string;
  /** Whose record that is; told only where it was asked for and there is one. */
  readonly intuneRecordSerial?: string;
  readonly entraDeviceId?: string;
  readonly enrollmentState: EnrollmentState;
  /** Told by beta only, as are the profiles. */
  readonly nextEnrolment: UserlessEnrollment;
  readonly profile: ProfileAssignment;
}

/** By registration id, lower case; without those that Graph does not have any more. */
export type DevicesNow = ReadonlyMap<string, DeviceNow>;

export interface DeviceNowReader {
  /** Reads registrations one by one, in batches. Fails when one of them could not be read. Never rejects. */
  read(
    ids: readonly string[],
    options?: { readonly deadline?: Deadline; readonly withIntuneRecord?: boolean },
  ): Promise<Result<DevicesNow, GraphFailure>>;
}

const patience = { requestMs: 20_000, operationMs: 60_000 };

export function createDeviceNowReader(graph: GraphClient, clock: Clock): DeviceNowReader {
  async function readIn(
    version: 'v1.0' | 'beta',
    ids: readonly string[],
    deadline: Deadline,
  ): Promise<Result<DevicesNow, GraphFailure>> {
    const path = version === 'beta' ? pathOfAutopilotDevice : pathOfDeviceAlone;
    const requests = ids.map((id) => ({ path: path(id) }));
    const answers = await graph.batch(requests, { version, deadline, requestMs: patience.requestMs });
    const devices = new Map<string, DeviceNow>();
    for (const [at, id] of ids.entries()) {
      const device = parsedPart(answers[at], parseDeviceNow);
      if (device.ok) devices.set(id.toLowerCase(), device.value);
      else if (device.error.type !== 'not-found') return device;
    }
    return ok(devices);
  }

  async function withRecords(
    devices: DevicesNow,
    deadline: Deadline,
  ): Promise<Result<DevicesNow, GraphFailure>> {
    const linked = [...devices].flatMap(([key, device]) =>
      device.intuneRecordId === undefined ? [] : [{ key, device, id: device.intuneRecordId }],
    );
    const requests = linked.map(({ id }) => ({ path: pathOfManagedDevice(id) }));
    const answers = await graph.batch(requests, { version: 'v1.0', deadline, requestMs: patience.requestMs });
    const complete = new Map(devices);
    for (const [at, { key, device }] of linked.entries()) {
      const record = parsedPart(answers[at], parseManagedDevice);
      if (record.ok) {
        const { serialNumber } = record.value;
        if (serialNumber !== undefined) complete.set(key, { ...device, intuneRecordSerial: serialNumber });
      } else if (record.error.type !== 'not-found') return record;
    }
    return ok(complete);
  }

  return {
    async read(
      ids,
      { deadline = deadlineAfter(patience.operationMs, clock), withIntuneRecord = false } = {},
    ) {
      const distinct = [...new Set(ids.map((id) => id.toLowerCase()))];
      const told = await readIn('beta', distinct, deadline);
      const read =
        !told.ok && told.error.type === 'not-offered' ? await readIn('v1.0', distinct, deadline) : told;
      return read.ok && withIntuneRecord ? withRecords(read.value, deadline) : read;
    },
  };
}
