import { Client, HTTPMessageHandler, type Context, type Middleware } from '@microsoft/microsoft-graph-client';
import { createDemoTenant, type DemoTenant } from '../../../services/demo/tenant';
import { startedAt, type Body } from './graph-over-http';

/** The client's own sign-in step sends tokens over https only, so a tenant over http needs one of its own. */
class Bearer implements Middleware {
  private next: Middleware | undefined;

  constructor(private readonly token: string) {}

  async execute(context: Context): Promise<void> {
    context.options = {
      ...context.options,
      headers: {
        ...(context.options?.headers as Record<string, string>),
        authorization: `Bearer ${this.token}`,
      },
    };
    await this.next?.execute(context);
  }

  setNext(next: Middleware): void {
    this.next = next;
  }
}

describe('Microsoft’s own Graph client against the simulated tenant', () => {
  let tenant: DemoTenant;
  let client: Client;

  beforeAll(async () => {
    tenant = await createDemoTenant({ clock: { now: () => startedAt } });
    const bearer = new Bearer(tenant.token());
    bearer.setNext(new HTTPMessageHandler());
    client = Client.initWithMiddleware({ baseUrl: tenant.url, middleware: bearer });
  });

  afterAll(() => tenant.stop());

  it('reads a device by a filter', async () => {
    const answer = await client
      .api('/deviceManagement/windowsAutopilotDeviceIdentities')
      .version('beta')
      .filter("contains(serialNumber,'5CG4217QHX')")
      .get();

    expect(answer.value).toMatchObject([{ serialNumber: '5CG4217QHX', groupTag: 'UK-Corp-Laptop' }]);
  });

  it('follows the pages of the deployment report to their end', async () => {
    const ids: string[] = [];
    let path: string | undefined = '/deviceManagement/autopilotEvents';
    while (path !== undefined) {
      const page = (await client.api(path).version('beta').get()) as Body;
      ids.push(...page.value.map(({ id }) => id));
      // The client takes an absolute address for what it is only where it begins with https.
      path = page['@odata.nextLink']?.replace(`${tenant.url}/beta`, '');
    }

    expect(ids.length).toBeGreaterThan(50);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('sends a batch', async () => {
    const requests = [
      { id: '1', method: 'GET', url: '/groups?$top=1' },
      { id: '2', method: 'GET', url: '/devices?$top=1' },
    ];

    const { responses }: { responses: unknown[] } = await client.api('/$batch').post({ requests });

    expect(responses).toHaveLength(2);
  });

  it('writes a tag', async () => {
    const path = '/deviceManagement/windowsAutopilotDeviceIdentities';
    const { value }: Body = await client.api(path).filter("contains(serialNumber,'031166920457')").get();

    await client.api(`${path}/${value[0]!.id}/updateDeviceProperties`).post({ groupTag: 'UK-Exec-Surface' });

    expect(await client.api(`${path}/${value[0]!.id}`).get()).toMatchObject({ groupTag: 'UK-Exec-Surface' });
  });

  it('understands the tenant’s refusals', async () => {
    await expect(client.api('/deviceManagement/autopilotEvents').get()).rejects.toMatchObject({
      statusCode: 400,
      code: 'BadRequest',
      message: "Resource not found for the segment 'autopilotEvents'.",
    });
  });
});
