import type { House } from './house';

/** A registration as the tenant lists it. */
export interface Registered {
  readonly id: string;
  readonly serialNumber: string;
  readonly groupTag: string;
  readonly enrollmentState: string;
}

const listed = '/beta/deviceManagement/windowsAutopilotDeviceIdentities';

async function asked(house: Pick<House, 'tenant'>, path: string, body?: object): Promise<unknown> {
  const response = await fetch(`${house.tenant.url}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${house.tenant.token()}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${response.status} for ${path}: ${await response.text()}`);
  const text = await response.text();
  return text === '' ? undefined : (JSON.parse(text) as unknown);
}

/** Every registration that alone has its serial, and one that is known for a serial in a sentence. */
export async function registered(house: Pick<House, 'tenant'>): Promise<readonly Registered[]> {
  const all = ((await asked(house, listed)) as { readonly value: readonly Registered[] }).value;
  const alike = (one: Registered) => all.filter(({ serialNumber }) => serialNumber === one.serialNumber);
  return all.filter((one) => /^(?=.*\d)[A-Z0-9]{6,20}$/.test(one.serialNumber) && alike(one).length === 1);
}

/** What somebody changes in the Intune admin center, past the bot. */
export async function retag(
  house: Pick<House, 'tenant'>,
  { id }: Registered,
  groupTag: string,
): Promise<void> {
  await asked(house, `${listed}/${id}/updateDeviceProperties`, { groupTag });
}

/** What was written to one registration or taken away of it, by the tenant's own request log. */
export function writesTo(house: Pick<House, 'tenant'>, { id }: Registered): readonly string[] {
  return house.tenant
    .requests()
    .flatMap(
      (request): readonly { readonly method: string; readonly path: string }[] => request.batch ?? [request],
    )
    .filter(({ method, path }) => method !== 'GET' && path.toLowerCase().includes(id.toLowerCase()))
    .map(({ method, path }) => `${method} ${path.split('/').at(-1) ?? ''}`);
}
