import type { DemoTenant } from '../../../services/demo/tenant';

/** When the tenants of these tests start, ms since 1970. */
export const startedAt = Date.parse('2026-03-02T09:00:00Z');

export const minute = 60_000;

/** A clock that tests move by hand. */
export function handClock(now = startedAt): { now: () => number; forward: (ms: number) => void } {
  let current = now;
  return { now: () => current, forward: (ms) => (current += ms) };
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what Graph sent, unread
  readonly body: any;
}

export interface GraphOverHttp {
  get(path: string): Promise<Reply>;
  post(path: string, body?: unknown): Promise<Reply>;
  delete(path: string): Promise<Reply>;
  /** The one registration with this serial, as beta shows it. */
  registration(serial: string): Promise<Reply['body']>;
  /** The deployment's state while or after it ran in the last 30 days, else Intune's compliance. */
  stateOf(serial: string): Promise<string>;
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
      body: text === '' ? undefined : JSON.parse(text),
    };
  };
  const get = (path: string): Promise<Reply> => send('GET', path);
  const registration: GraphOverHttp['registration'] = async (serial) => {
    const text = /[A-Za-z0-9]{3,}/.exec(serial)?.[0] ?? serial;
    const path = `/beta/deviceManagement/windowsAutopilotDeviceIdentities?$filter=contains(serialNumber,'${text}')`;
    const rows: Record<string, unknown>[] = (await get(path)).body.value;
    return rows.find((row) => row['serialNumber'] === serial);
  };
  return {
    get,
    post: (path, body) => send('POST', path, body),
    delete: (path) => send('DELETE', path),
    registration,
    stateOf: async (serial) => {
      const events: Record<string, string>[] = (await get('/beta/deviceManagement/autopilotEvents')).body
        .value;
      const event = events.find((row) => row['deviceSerialNumber'] === serial);
      if (event?.['deploymentState'] !== undefined) return event['deploymentState'];
      const path = `/v1.0/deviceManagement/managedDevices?$filter=serialNumber eq '${serial}'`;
      const records: Record<string, string>[] = (await get(path)).body.value;
      return records[0]?.['complianceState'] ?? 'none';
    },
  };
}

function encoded(path: string): string {
  const [before = '', ...query] = path.split('?');
  if (query.length === 0) return path;
  const pairs = query.join('?').split('&');
  return `${before}?${pairs.map((pair) => pair.replace(/=(.*)$/s, (_, value: string) => `=${encodeURIComponent(decodeURIComponent(value))}`)).join('&')}`;
}
