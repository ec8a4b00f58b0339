import type { DemoTenant } from '../../../services/demo/tenant';

/** When the tenants of these tests start, ms since 1970. */
export const startedAt = Date.parse('2026-03-02T09:00:00Z');

export const minute = 60_000;

/** A clock that tests move by hand. */
export function handClock(now = startedAt): { now: () => number; forward: (ms: number) => void } {
  let current = now;
  return { now: () => current, forward: (ms) => (current += ms) };
}

/** Any entity of the tenant; the properties that tests read are named. */
export interface Entity {
  readonly [name: string]: unknown;
  readonly '@odata.type': string;
  readonly id: string;
  readonly serialNumber: string;
  readonly displayName: string;
  readonly manufacturer: string;
  readonly groupTag: string;
  readonly azureAdDeviceId: string;
  readonly azureADDeviceId: string;
  readonly managedDeviceId: string;
  readonly enrollmentState: string;
  readonly deploymentProfileAssignmentStatus: string;
  readonly userlessEnrollmentStatus: string;
  readonly deploymentProfile: Entity;
  readonly intendedDeploymentProfile: Entity;
  readonly outOfBoxExperienceSetting: { readonly deviceUsageType: string };
  readonly preprovisioningAllowed: boolean;
  readonly assignments: readonly { readonly id: string; readonly target: { readonly groupId: string } }[];
  readonly complianceState: string;
  readonly lastSyncDateTime: string;
  readonly userId: string;
  readonly userPrincipalName: string;
  readonly physicalMemoryInBytes: number;
  readonly physicalIds: readonly string[];
  readonly membershipRule: string | null;
  readonly deviceSerialNumber: string;
  readonly deploymentState: string;
  readonly deviceSetupStatus: string;
  readonly accountSetupStatus: string;
  readonly eventDateTime: string;
  readonly deploymentStartDateTime: string;
  readonly syncStatus: string;
  readonly activity: string;
  readonly state: Readonly<Record<string, unknown>>;
}

export interface Body extends Entity {
  readonly value: readonly Entity[];
  readonly '@odata.nextLink'?: string;
  readonly error: { readonly code: string; readonly message: string };
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

export interface GraphOverHttp {
  get(path: string): Promise<Reply>;
  post(path: string, body?: unknown): Promise<Reply>;
  delete(path: string): Promise<Reply>;
  /** All rows of a collection, page by page, as often as they come. */
  all(path: string): Promise<readonly Entity[]>;
  /** The registrations with exactly this serial, as beta shows them. */
  registrations(serial: string): Promise<readonly Entity[]>;
  registration(serial: string): Promise<Entity>;
  /** The latest deployment of a device in the report; undefined when it has none there. */
  event(serial: string): Promise<Entity | undefined>;
}

/** Plain calls; paths begin with the version, and a filter may be written as it reads. */
export function graph(tenant: DemoTenant, token = tenant.token()): GraphOverHttp {
  const send = async (method: string, path: string, body?: unknown): Promise<Reply> => {
    const response = await fetch(tenant.url + encoded(path), {
      method,
      headers: {
        ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: JSON.parse(text === '' ? '{}' : text) as Body,
    };
  };
  const get = (path: string): Promise<Reply> => send('GET', path);
  const registrations = async (serial: string): Promise<readonly Entity[]> => {
    const text = /[A-Za-z0-9]{3,}/.exec(serial)?.[0] ?? serial;
    const path = '/beta/deviceManagement/windowsAutopilotDeviceIdentities';
    const { body } = await get(`${path}?$filter=contains(serialNumber,'${text}')`);
    return body.value.filter(({ serialNumber }) => serialNumber === serial);
  };
  const all = async (path: string): Promise<readonly Entity[]> => {
    const rows: Entity[] = [];
    let next: string | undefined = path;
    while (next !== undefined) {
      const { body } = await get(next);
      rows.push(...body.value);
      next = body['@odata.nextLink']?.replace(tenant.url, '');
    }
    return rows;
  };
  return {
    get,
    post: (path, body) => send('POST', path, body),
    delete: (path) => send('DELETE', path),
    all,
    registrations,
    registration: async (serial) => {
      const [first] = await registrations(serial);
      if (first === undefined) throw new Error(`No registration ${serial}`);
      return first;
    },
    event: async (serial) => {
      const events = await all('/beta/deviceManagement/autopilotEvents');
      return events.find(({ deviceSerialNumber }) => deviceSerialNumber === serial);
    },
  };
}

function encoded(path: string): string {
  const [before = '', ...query] = path.split('?');
  if (query.length === 0) return path;
  const pairs = query
    .join('?')
    .split('&')
    .map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return `${name}=${encodeURIComponent(decodeURIComponent(value.join('=')))}`;
    });
  return `${before}?${pairs.join('&')}`;
}
