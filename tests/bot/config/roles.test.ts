import { readConfig } from '../../../bot/config';
import { readRoles } from '../../../bot/config/roles';
import type { ConfigProblem } from '../../../bot/config/problem';
import { permissionsFor, rulesOf } from '../../../bot/roles';

const one = '11111111-2222-3333-4444-aaaaaaaaaaaa';
const two = '11111111-2222-3333-4444-bbbbbbbbbbbb';

function rolesOf(environment: Record<string, string>) {
  const problems: ConfigProblem[] = [];
  const roles = readRoles(environment, problems);
  return { ...roles, problems };
}

function configOf(environment: Record<string, string>) {
  const reading = readConfig(environment, false);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.config;
}

it('gives nobody a role when nothing is configured', () => {
  expect(rolesOf({ ROLE_ADMINS: ' ', ROLE_ADMIN_APP_ROLE: '' })).toEqual({
    people: [],
    groups: [],
    appRoles: [],
    problems: [],
  });
});

it('reads people, groups and app roles', () => {
  const { people, groups, appRoles, problems } = rolesOf({
    ROLE_ADMINS: one.toUpperCase(),
    ROLE_HELPDESK: `${one}, ${two}`,
    ROLE_ADMIN_GROUPS: `${two};`,
    ROLE_HELPDESK_GROUPS: one,
    ROLE_ADMIN_APP_ROLE: ' Autopilot.Admin ',
    ROLE_HELPDESK_APP_ROLE: 'a=b,c',
  });

  expect(problems).toEqual([]);
  expect(people).toEqual([
    { to: one, standing: { role: 'admin' } },
    { to: one, standing: { role: 'helpdesk' } },
    { to: two, standing: { role: 'helpdesk' } },
  ]);
  expect(groups).toEqual([
    { to: two, standing: { role: 'admin' } },
    { to: one, standing: { role: 'helpdesk' } },
  ]);
  expect(appRoles).toEqual([
    { to: 'Autopilot.Admin', standing: { role: 'admin' } },
    { to: 'a=b,c', standing: { role: 'helpdesk' } },
  ]);
});

it.each(['ROLE_HELPDESK', 'ROLE_HELPDESK_GROUPS'])('limits an entry of %s to tag prefixes', (variable) => {
  const { people, groups, problems } = rolesOf({ [variable]: `${one}=UK-|IE-, ${two}` });

  expect(problems).toEqual([]);
  expect([...people, ...groups]).toEqual([
    { to: one, standing: { role: 'helpdesk', tagPrefixes: ['UK-', 'IE-'] } },
    { to: two, standing: { role: 'helpdesk' } },
  ]);
});

it.each([
  [{ ROLE_ADMIN_GROUPS: `${one}=UK-` }, 'admin-with-prefixes'],
  [{ ROLE_ADMINS: `${one}=` }, 'admin-with-prefixes'],
  [{ ROLE_HELPDESK: `${one}=` }, 'empty-prefix'],
  [{ ROLE_HELPDESK_GROUPS: `${one}=UK-|` }, 'empty-prefix'],
  [{ ROLE_HELPDESK_GROUPS: `${one}=UK-||IE-` }, 'empty-prefix'],
  [{ ROLE_HELPDESK_GROUPS: 'Autopilot helpdesk' }, 'not-a-guid'],
  [{ ROLE_HELPDESK_GROUPS: `${one}=UK - Corp` }, 'not-a-guid'],
  [{ ROLE_HELPDESK_APP_ROLE: 'Autopilot helpdesk' }, 'not-an-app-role'],
] as const)('refuses %j', (environment, problem) => {
  const { problems } = rolesOf(environment);

  expect(problems).toContainEqual(
    expect.objectContaining({ variable: Object.keys(environment)[0], problem }),
  );
});

it('lists every problem in one go', () => {
  const reading = readConfig(
    { ROLE_ADMINS: 'Anna', ROLE_ADMIN_GROUPS: 'Admins', ROLE_HELPDESK_GROUPS: `${one}=`, PORT: 'x' },
    false,
  );

  expect(reading.ok ? [] : reading.problems.map(({ variable }) => variable).sort()).toEqual([
    'PORT',
    'ROLE_ADMINS',
    'ROLE_ADMIN_GROUPS',
    'ROLE_HELPDESK_GROUPS',
  ]);
});

it('gives the demo people their roles in the demo only, and there only when nothing is configured', () => {
  const real = {
    MicrosoftAppId: one,
    MicrosoftAppTenantId: two,
    MicrosoftAppPassword: 'a secret',
  };

  expect(rulesOf(configOf({})).people.map(({ standing }) => standing.role)).toContain('admin');
  expect(rulesOf(configOf({ ROLE_HELPDESK_GROUPS: one }))).toMatchObject({ people: [] });
  expect(rulesOf(configOf(real))).toEqual({ people: [], groups: [], appRoles: [] });
});

it.each<[Record<string, string>, readonly string[]]>([
  [{}, []],
  [{ ROLE_ADMINS: one }, []],
  [{ ROLE_ADMIN_GROUPS: one }, ['GroupMember.Read.All', 'User.Read.All']],
  [{ ROLE_HELPDESK_APP_ROLE: 'Autopilot.Helpdesk' }, ['Directory.Read.All']],
  [{ TAG_APPROVERS: `UK-=${one}` }, ['GroupMember.Read.All', 'User.Read.All']],
  [{ TAG_APPROVERS: `UK-=${one}`, ROLE_ADMIN_GROUPS: one }, ['GroupMember.Read.All', 'User.Read.All']],
])('needs for %j the permissions %j', (environment, permissions) => {
  expect(permissionsFor(configOf(environment))).toEqual(permissions);
});
