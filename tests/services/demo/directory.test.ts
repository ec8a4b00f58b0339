import people from '../../../services/demo/people.json';
import { createDemoTenant, type DemoTenant } from '../../../services/demo/tenant';
import { graph, startedAt } from './graph-over-http';

describe('profiles, groups and people', () => {
  let tenant: DemoTenant;

  beforeAll(async () => {
    tenant = await createDemoTenant({ clock: { now: () => startedAt } });
  });

  afterAll(() => tenant.stop());

  const profilesPath = '/beta/deviceManagement/windowsAutopilotDeploymentProfiles';

  it('offers user-driven, self-deploying, pre-provisioned and hybrid profiles', async () => {
    const { body } = await graph(tenant).get(profilesPath);
    const modes = body.value.map((row) =>
      [
        row['@odata.type'].includes('activeDirectory') ? 'hybrid' : 'entra',
        row.outOfBoxExperienceSetting.deviceUsageType,
        row.preprovisioningAllowed,
      ].join(' '),
    );

    expect(new Set(modes)).toEqual(
      new Set([
        'entra singleUser false',
        'hybrid singleUser false',
        'entra singleUser true',
        'entra shared false',
      ]),
    );
  });

  it('leads from a profile over its assignment to a group with a dynamic rule', async () => {
    const profiles = await graph(tenant).get(`${profilesPath}?$expand=assignments`);
    const profile = profiles.body.value.find(({ displayName }) => displayName === 'UK user-driven');
    const [assignment] = profile!.assignments;
    const direct = await graph(tenant).get(`${profilesPath}/${profile!.id}/assignments`);
    const group = await graph(tenant).get(`/v1.0/groups/${assignment!.target.groupId}`);

    expect(direct.body.value).toEqual([assignment]);
    expect(assignment!.id).toBe(`${profile!.id}_${group.body.id}_0`);
    expect(group.body).toMatchObject({
      groupTypes: ['DynamicMembership'],
      membershipRule: '(device.devicePhysicalIds -any (_ -startsWith "[OrderID]:UK-Corp-"))',
    });
  });

  it('lists the devices a profile is assigned to', async () => {
    const { body } = await graph(tenant).get(`${profilesPath}?$orderby=displayName`);
    const kiosk = body.value.find(({ displayName }) => displayName === 'Kiosk self-deploying');

    const devices = await graph(tenant).get(`${profilesPath}/${kiosk!.id}/assignedDevices`);

    expect(devices.body.value.length).toBeGreaterThan(10);
    expect(devices.body.value.every(({ groupTag }) => groupTag.includes('Kiosk'))).toBe(true);
  });

  it('takes no filter on profiles', async () => {
    const { status } = await graph(tenant).get(`${profilesPath}?$filter=displayName eq 'UK user-driven'`);

    expect(status).toBe(400);
  });

  it('finds the dynamic groups', async () => {
    const { body } = await graph(tenant).get(
      "/v1.0/groups?$filter=groupTypes/any(c:c eq 'DynamicMembership')&$select=id,displayName,membershipRule",
    );

    expect(body.value.length).toBeGreaterThan(5);
    expect(body.value.every(({ membershipRule }) => membershipRule)).toBe(true);
  });

  it('knows no contains on groups', async () => {
    const { status, body } = await graph(tenant).get(
      "/v1.0/groups?$filter=contains(membershipRule,'OrderID')",
    );

    expect(status).toBe(400);
    expect(body.error.code).toBe('Request_UnsupportedQuery');
  });

  it('answers 404 for a deleted group and leaves it out when asked for several', async () => {
    const { body } = await graph(tenant).get('/v1.0/groups?$top=1');
    const deleted = '00000000-0000-4000-8000-000000000000';

    const alone = await graph(tenant).get(`/v1.0/groups/${deleted}`);
    const several = await graph(tenant).post('/v1.0/directoryObjects/getByIds', {
      ids: [deleted, body.value[0]!.id],
    });

    expect(alone.status).toBe(404);
    expect(several.body.value).toMatchObject([{ id: body.value[0]!.id }]);
  });

  it.each(people.people)('knows $name by object id and by user principal name', async (person) => {
    const byId = await graph(tenant).get(`/v1.0/users/${person.entraObjectId}`);
    const byUpn = await graph(tenant).get(`/v1.0/users/${person.upn.toUpperCase()}`);

    expect(byId.body).toMatchObject({ displayName: person.name, userPrincipalName: person.upn });
    expect(byUpn.body.id).toBe(person.entraObjectId);
  });

  it('finds people by the beginning of their name or address', async () => {
    const filter = "startswith(displayName,'Chlo') or startswith(userPrincipalName,'liam.c')";

    const { body } = await graph(tenant).get(`/v1.0/users?$filter=${filter}`);

    expect(body.value.map(({ displayName }) => displayName)).toEqual(['Liam Carter', 'Chloé Martin']);
  });

  it('finds a person by address, and tells the groups of an admin', async () => {
    const upn = 'anna.lindqvist@contoso.example';

    const found = await graph(tenant).get(`/v1.0/users?$filter=userPrincipalName eq '${upn}'`);
    const groups = await graph(tenant).get(`/v1.0/users/${upn}/transitiveMemberOf`);
    const stranger = await graph(tenant).get('/v1.0/users/nobody@contoso.example');

    expect(found.body.value).toMatchObject([{ displayName: 'Anna Lindqvist' }]);
    expect(groups.body.value).toMatchObject([{ displayName: 'Autopilot admins' }]);
    expect(stranger.status).toBe(404);
  });

  it('lists everybody page by page', async () => {
    const small = await createDemoTenant({ devices: 100, clock: { now: () => startedAt } });

    const people = await graph(small).all('/v1.0/users?$top=50&$select=userPrincipalName');
    const addresses = people.map(({ userPrincipalName }) => userPrincipalName);

    expect(addresses.length).toBeGreaterThan(100);
    expect(new Set(addresses).size).toBe(addresses.length);
    await small.stop();
  });

  it('knows the owner of a computed device as a user', async () => {
    const devices = await graph(tenant).get('/v1.0/deviceManagement/managedDevices?$top=100');
    const owned = devices.body.value.filter(({ userId }) => userId !== '').at(-1);

    const user = await graph(tenant).get(`/v1.0/users/${owned!.userId}`);

    expect(user.body.userPrincipalName).toBe(owned!.userPrincipalName);
  });

  it.each([
    ['admin', 'Autopilot admins'],
    ['helpdesk', 'Autopilot helpdesk'],
  ])('makes a person with the role %s a member of %s', async (role, groupName) => {
    const person = people.people.find((each) => each.role === role)!;
    const groups = await graph(tenant).get(`/v1.0/groups?$filter=displayName eq '${groupName}'`);
    const group = groups.body.value[0]!.id;

    const answer = await graph(tenant).post(`/v1.0/users/${person.entraObjectId}/checkMemberGroups`, {
      groupIds: [group, '00000000-0000-4000-8000-000000000000'],
    });

    expect(answer.body.value).toEqual([group]);
  });

  it('shows enrollment status pages with all settings in beta and few in v1.0', async () => {
    const type = 'windows10EnrollmentCompletionPageConfiguration';
    const filter = `deviceEnrollmentConfigurationType eq '${type}'`;

    const beta = await graph(tenant).get(
      `/beta/deviceManagement/deviceEnrollmentConfigurations?$filter=${filter}&$expand=assignments`,
    );
    const stable = await graph(tenant).get('/v1.0/deviceManagement/deviceEnrollmentConfigurations');

    expect(beta.body.value).toMatchObject([
      { installProgressTimeoutInMinutes: 60, assignments: [expect.anything()] },
      { installProgressTimeoutInMinutes: 45 },
    ]);
    expect(stable.body.value).toHaveLength(3);
    expect(stable.body.value[0]).not.toHaveProperty('installProgressTimeoutInMinutes');
  });

  it('fails on endsWith over enrollment configurations', async () => {
    const { status } = await graph(tenant).get(
      "/beta/deviceManagement/deviceEnrollmentConfigurations?$filter=not endsWith(id,'Windows10')",
    );

    expect(status).toBe(500);
  });

  it('looks corporate identifiers up and refuses malformed ones', async () => {
    const path = '/beta/deviceManagement/importedDeviceIdentities';
    const row = { importedDeviceIdentityType: 'manufacturerModelSerial' };

    const added = await graph(tenant).post(`${path}/importDeviceIdentityList`, {
      importedDeviceIdentities: [{ ...row, importedDeviceIdentifier: 'HP,ProBook 450,5CGNEW01' }],
      overwriteImportedDeviceIdentities: false,
    });
    const found = await graph(tenant).post(`${path}/searchExistingIdentities`, {
      importedDeviceIdentities: [{ ...row, importedDeviceIdentifier: 'hp,probook 450,5cgnew01' }],
    });
    const malformed = await graph(tenant).post(`${path}/importDeviceIdentityList`, {
      importedDeviceIdentities: [{ ...row, importedDeviceIdentifier: '5CGNEW01' }],
    });

    expect(added.body.value).toMatchObject([{ status: true }]);
    expect(found.body.value).toHaveLength(1);
    expect(malformed.status).toBe(400);
    expect(malformed.body.error.message).toContain(
      'Invalid Device Identifier parameter found for 1 import records!',
    );
  });

  it('names the tenant', async () => {
    const { body } = await graph(tenant).get('/v1.0/organization');

    expect(body.value).toMatchObject([{ id: people.tenantId }]);
  });

  it('writes down what was changed', async () => {
    const { id } = await graph(tenant).registration('031166920457');
    await graph(tenant).post(
      `/v1.0/deviceManagement/windowsAutopilotDeviceIdentities/${id}/unassignUserFromDevice`,
    );

    const { body } = await graph(tenant).get('/v1.0/deviceManagement/auditEvents');

    expect(body.value[0]?.activity).toContain('unassignUserFromDevice');
  });
});
