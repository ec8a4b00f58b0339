import type { Clock } from '../clock';
import type { DeviceReader } from '../devices/device-status';
import type { Fleet } from '../fleet/fleet';
import { deadlineAfter, type Deadline } from '../graph/deadline';
import type { GraphClient } from '../graph/graph-client';
import type { GraphFailure } from '../graph/graph-failure';
import { fail, ok, type Result } from '../result';
import { devicesGivenTo, type Clues } from './clues';
import type { MyDevice, MyDevices, MyDevicesAnswer } from './my-device';
import { personInDirectory } from './person-found';
import { viewFor } from './view-for';

interface MyDevicesParts {
  readonly graph: GraphClient;
  readonly clock: Clock;
  readonly devices: DeviceReader;
  readonly fleet: Fleet;
  /** The tenant whose directory Graph reads. */
  readonly directory: { readonly tenantId: string };
}

/** A person waits eight seconds at most; reading what was found has to fit in as well. */
const findingMs = 4000;
/** A shared account may be named on hundreds of devices. */
const mostDevices = 20;

/** The person's own devices are read whatever their group tag is. */
const everything = { role: 'helpdesk' } as const;

export function createMyDevices(parts: MyDevicesParts): MyDevices {
  const { clock, devices, directory, fleet, graph } = parts;

  async function cluesOf(
    personId: string,
    deadline: Deadline,
  ): Promise<Result<Clues, GraphFailure> | 'guest'> {
    const [person, registrations] = await Promise.all([
      personInDirectory(graph, personId, deadline),
      fleet.registrations({ deadline }),
    ]);
    if (!person.ok) return person;
    if (person.value === 'guest') return 'guest';
    if (!registrations.ok) return registrations;
    return ok({ person: person.value, registrations: registrations.value, deployments: fleet.deployments() });
  }

  return {
    async of({ id, tenantId }) {
      if (!isGuid(id) || tenantId.toLowerCase() !== directory.tenantId.toLowerCase())
        return ok({ type: 'guest' });
      const clues = await cluesOf(id.toLowerCase(), deadlineAfter(findingMs, clock));
      if (clues === 'guest') return ok({ type: 'guest' });
      if (!clues.ok) return clues;
      const found = devicesGivenTo(clues.value);
      const serials = [...new Set(found.slice(0, mostDevices).map(({ serialNumber }) => serialNumber))];
      const lookups = await devices.bySerials(serials, everything);
      const failed = lookups.find((lookup) => lookup.type === 'failed');
      if (failed !== undefined && lookups.every(({ type }) => type === 'failed')) return fail(failed.failure);
      const ids = new Set(found.map((row) => row.id));
      const statuses = lookups.flatMap((lookup) => (lookup.type === 'found' ? lookup.devices : []));
      const own = statuses.filter(({ registration }) => ids.has(registration.id));
      const views = own.map((status) => viewFor(clues.value.person, status, clock.now()));
      return ok({
        type: 'devices',
        devices: views.filter(isDevice).toSorted((one, other) => other.newsAt - one.newsAt),
        complete:
          clues.value.registrations.complete &&
          failed === undefined &&
          found.length <= mostDevices &&
          fleet.knowsDeployments() &&
          !views.includes('unread'),
      } satisfies MyDevicesAnswer);
    },
  };
}

const isDevice = (view: ReturnType<typeof viewFor>): view is MyDevice => typeof view === 'object';

function isGuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
