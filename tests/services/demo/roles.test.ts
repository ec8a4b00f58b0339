import { botApp } from '../../../services/demo/bot-app';
import people from '../../../services/demo/people.json';
import { createDemoTenant, type DemoTenant } from '../../../services/demo/tenant';
import { graph, startedAt } from './graph-over-http';

const sofie = people.people.find(({ role }) => role === 'helpdesk')!.entraObjectId;
const checkPath = `/v1.0/users/${sofie}/checkMemberGroups`;
const rolesPath = `/v1.0/users/${sofie}/appRoleAssignments`;
const principalsPath = `/v1.0/servicePrincipals?$filter=appId eq '${botApp.appId}'&$select=id,appRoles`;

describe('the roles of a person in the simulated tenant', () => {
  let tenant: DemoTenant;

  beforeEach(async () => {
    tenant = await createDemoTenant({ devices: 10, clock: { now: () => startedAt } });
  });

  afterEach(() => tenant.stop());

  const groupIds = () => tenant.directory.groups.map(({ id }) => id).slice(-3);

  it('follow when somebody is taken out of a group or put into one', async () => {
    const [admins, helpdesk, uk] = groupIds();
    const member = async () => (await graph(tenant).post(checkPath, { groupIds: groupIds() })).body.value;

    expect(await member()).toEqual([helpdesk, uk]);
    tenant.directory.removeMember('Autopilot helpdesk', sofie);
    expect(await member()).toEqual([uk]);
    tenant.directory.addMember(admins!, sofie);
    expect(await member()).toEqual([admins, uk]);
    expect((await graph(tenant).get(`/v1.0/users/${sofie}/transitiveMemberOf`)).body.value).toHaveLength(2);
    expect(() => {
      tenant.directory.removeMember('Nobody', sofie);
    }).toThrow('no group Nobody');
  });

  it('may be asked for twenty groups at once, not for more', async () => {
    const ids = (count: number) => Array.from({ length: count }, () => groupIds()[0]!);

    expect((await graph(tenant).post(checkPath, { groupIds: ids(20) })).status).toBe(200);
    expect((await graph(tenant).post(checkPath, { groupIds: ids(21) })).status).toBe(400);
  });

  it('are app roles too, through a group that has one', async () => {
    const principal = (await graph(tenant).get(principalsPath)).body.value[0]!;
    const roles = principal['appRoles'] as readonly { id: string; value: string }[];
    const assigned = async (resource: string) =>
      (await graph(tenant).get(`${rolesPath}?$filter=resourceId eq ${resource}`)).body.value.map(
        (row) => roles.find(({ id }) => id === row['appRoleId'])?.value,
      );

    expect(await assigned(principal.id)).toEqual(['Autopilot.Helpdesk']);
    expect(await assigned('b0000000-0000-4000-8000-000000000000')).toEqual([]);
    tenant.directory.removeMember('Autopilot helpdesk', sofie);
    expect(await assigned(principal.id)).toEqual([]);
  });

  it.each([
    ['POST', checkPath, ['User.Read.All', 'GroupMember.Read.All'], ['GroupMember.Read.All']],
    ['POST', checkPath, ['Directory.Read.All'], ['User.Read.All']],
    ['GET', rolesPath, ['Directory.Read.All'], ['User.Read.All', 'Application.Read.All']],
    ['GET', principalsPath, ['Application.Read.All'], ['GroupMember.Read.All']],
  ])('%s %s needs %j; %j is not enough', async (method, path, enough, tooFew) => {
    const ask = async (permissions: string[]) => {
      const client = graph(tenant, tenant.token(permissions));
      return (await (method === 'GET' ? client.get(path) : client.post(path, { groupIds: [] }))).status;
    };

    expect(await ask(enough)).toBe(200);
    expect(await ask(tooFew)).toBe(403);
  });
});
