import { botApp } from '../../../services/demo/bot-app';
import people from '../../../services/demo/people.json';
import { createDemoTenant, type DemoTenant } from '../../../services/demo/tenant';
import { createGraphClient } from '../../../services/graph/graph-client';
import { staticToken } from '../../../services/graph/token-provider';
import type { RoleRules, Standing } from '../../../services/people/standing';
import { createStandingReader } from '../../../services/people/standing-reader';
import { handClock, minute } from '../demo/graph-over-http';

const tenantId = people.tenantId;
const [anna, marcus, sofie, liam, chloe] = people.people.map(({ entraObjectId }) => entraObjectId) as [
  string,
  string,
  string,
  string,
  string,
];
const helpdesk: Standing = { role: 'helpdesk' };
const forUk: Standing = { role: 'helpdesk', tagPrefixes: ['UK-'] };
const employee: Standing = { role: 'employee' };
const admin: Standing = { role: 'admin' };
const nobody: RoleRules = { people: [], groups: [], appRoles: [] };
const now = { fresh: true };
const soon = { fresh: false };

let tenant: DemoTenant;
let clock: ReturnType<typeof handClock>;

beforeEach(async () => {
  clock = handClock();
  tenant = await createDemoTenant({ devices: 20, clock });
});

afterEach(() => tenant.stop());

/** With no more than the permissions that the README names. */
function readerOf(rules: Partial<RoleRules>, permissions?: readonly string[]) {
  const tokens = staticToken(tenant.token(permissions));
  const pause = () => Promise.resolve();
  const graph = createGraphClient({ root: tenant.url, tokens, clock, pause, timeouts: { requestMs: 1000 } });
  const reader = createStandingReader({
    rules: { ...nobody, ...rules },
    graph,
    clock,
    directory: { tenantId, appId: botApp.appId },
  });
  const ask = (id: string, options = soon, tenant = tenantId) =>
    reader.standingOf({ id, tenantId: tenant }, options);
  const of = async (id: string, options = soon) => {
    const answer = await ask(id, options);
    return answer.ok ? answer.value : answer.error.type;
  };
  return { ask, of };
}

function idOf(group: string): string {
  return tenant.directory.groups.find(({ name }) => name === group)!.id;
}

function byGroups(): RoleRules {
  return {
    ...nobody,
    groups: [
      { to: idOf('Autopilot admins'), standing: admin },
      { to: idOf('Autopilot helpdesk'), standing: helpdesk },
    ],
  };
}

const byAppRoles: RoleRules = {
  ...nobody,
  appRoles: [
    { to: 'Autopilot.Admin', standing: admin },
    { to: 'Autopilot.Helpdesk', standing: helpdesk },
  ],
};

const parts = () => tenant.requests().flatMap(({ batch = [] }) => batch);

describe('roles from a list of people', () => {
  const rules = { people: [{ to: sofie, standing: helpdesk }] };

  it('are given without asking Graph', async () => {
    const { of } = readerOf(rules);

    expect([await of(sofie), await of(liam)]).toEqual([helpdesk, employee]);
    expect(tenant.requests()).toEqual([]);
  });

  it('that nothing could raise are given while Graph is down, others are not', async () => {
    tenant.faults.set({ match: {}, status: 503 });
    const { of } = readerOf({
      ...byGroups(),
      people: [
        { to: sofie, standing: helpdesk },
        { to: anna, standing: admin },
      ],
    });

    expect([await of(anna), await of(sofie)]).toEqual([admin, 'unavailable']);
  });
});

describe('roles from groups', () => {
  const permissions = ['GroupMember.Read.All', 'User.Read.All'];

  it('are those of the groups somebody is in', async () => {
    const { of } = readerOf(byGroups(), permissions);

    expect([await of(anna), await of(sofie), await of(liam)]).toEqual([admin, helpdesk, employee]);
  });

  it('limit somebody to tag prefixes, unless another source does not', async () => {
    const groups = [{ to: idOf('Autopilot helpdesk UK'), standing: forUk }];

    expect(await readerOf({ groups }, permissions).of(sofie)).toEqual(forUk);
    const listed = {
      groups,
      people: [{ to: sofie, standing: { role: 'helpdesk', tagPrefixes: ['IE-'] } as const }],
    };
    expect(await readerOf(listed).of(sofie)).toEqual({ role: 'helpdesk', tagPrefixes: ['IE-', 'UK-'] });
    expect(await readerOf({ groups: [...groups, ...byGroups().groups] }).of(sofie)).toEqual(helpdesk);
  });

  it('are asked for by twenty groups at most', async () => {
    const many = Array.from(
      { length: 45 },
      (_, n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    );
    const groups = [...many, idOf('Autopilot admins')].map((to) => ({ to, standing: admin }));

    expect(await readerOf({ groups }).of(anna)).toEqual(admin);
    expect(parts().map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  it('of many people asked at the same moment come in one request, one question each', async () => {
    const { of } = readerOf(byGroups());

    const standings = await Promise.all([of(anna), of(sofie), of(liam), of(anna), of(chloe)]);

    expect(standings).toEqual([admin, helpdesk, employee, admin, employee]);
    expect(tenant.requests()).toHaveLength(1);
    expect(parts()).toHaveLength(4);
  });
});

describe('roles from app roles', () => {
  it('are those that somebody has through a group', async () => {
    const { of } = readerOf(byAppRoles, ['Directory.Read.All']);

    expect([await of(marcus), await of(sofie), await of(liam)]).toEqual([admin, helpdesk, employee]);
  });

  it('cannot be read when the tenant has no such app', async () => {
    tenant.faults.set({ match: { path: /^\/servicePrincipals/ }, body: { value: [] }, status: 200 });

    expect(await readerOf(byAppRoles).of(anna)).toBe('not-found');
  });

  it('of an app role that is switched off count no more', async () => {
    const value = [
      {
        id: 'p1',
        appId: botApp.appId,
        appRoles: [
          { id: 'r1', value: 'Autopilot.Admin', isEnabled: false },
          { id: 'r2', value: 'Autopilot.Helpdesk', isEnabled: true },
        ],
      },
    ];
    const assignments = ['r1', 'r2'].map((appRoleId) => ({ appRoleId, resourceId: 'p1' }));
    tenant.faults.set({ match: { path: /^\/servicePrincipals/ }, body: { value }, status: 200 });
    tenant.faults.set({ match: { path: /appRoleAssignments/ }, body: { value: assignments }, status: 200 });

    expect(await readerOf(byAppRoles).of(anna)).toEqual(helpdesk);
  });

  it('of another app do not count', async () => {
    const { appRoles } = byAppRoles;
    const principal = {
      id: 'p1',
      appId: botApp.appId,
      appRoles: [{ id: 'r1', value: appRoles[0]!.to, isEnabled: true }],
    };
    const assignments = [{ appRoleId: 'r1', resourceId: 'p2' }];
    tenant.faults.set({ match: { path: /^\/servicePrincipals/ }, body: { value: [principal] }, status: 200 });
    tenant.faults.set({ match: { path: /appRoleAssignments/ }, body: { value: assignments }, status: 200 });

    expect(await readerOf(byAppRoles).of(anna)).toEqual(employee);
  });

  it('that go on over a page are not taken for all of them', async () => {
    tenant.faults.set({ match: { path: /appRoleAssignments/ }, endlessNextLink: true });

    expect(await readerOf(byAppRoles).of(sofie)).toBe('incomplete');
  });
});

describe('somebody', () => {
  it.each([
    ['without an id', '', tenantId],
    ['whose id is none', '../groups', tenantId],
    ['of another tenant', sofie, '00000000-0000-4000-8000-00000000beef'],
  ])('%s is an employee, and Graph is not asked', async (_, id, tenantOf) => {
    const { ask } = readerOf(byGroups());

    expect(await ask(id, now, tenantOf)).toEqual({ ok: true, value: employee });
    expect(tenant.requests()).toEqual([]);
  });

  it('whom the directory does not know is an employee', async () => {
    expect(await readerOf(byGroups()).of('00000000-0000-4000-8000-00000000dead')).toEqual(employee);
  });
});

describe('what is remembered', () => {
  it('is used for five minutes, and asked anew after them', async () => {
    const { of } = readerOf(byGroups());
    await of(sofie);
    tenant.directory.removeMember('Autopilot helpdesk', sofie);

    clock.forward(5 * minute - 1);
    expect(await of(sofie)).toEqual(helpdesk);
    clock.forward(1);
    expect(await of(sofie)).toEqual(employee);
    expect(tenant.requests()).toHaveLength(2);
  });

  it('is neither used nor kept when somebody is asked about anew', async () => {
    const { of } = readerOf(byGroups());
    await of(sofie);
    tenant.directory.removeMember('Autopilot helpdesk', sofie);

    expect(await of(sofie, now)).toEqual(employee);
    expect(await of(sofie)).toEqual(employee);
    expect(tenant.requests()).toHaveLength(2);
  });

  it('does not stand in for a failure once it is too old', async () => {
    const { of } = readerOf(byGroups());
    await of(sofie);
    tenant.faults.set({ match: {}, status: 503 });

    expect(await of(sofie, now)).toBe('unavailable');
    expect(await of(sofie)).toEqual(helpdesk);
    clock.forward(5 * minute);
    expect(await of(sofie)).toBe('unavailable');
  });

  it('is never a failure', async () => {
    const { of } = readerOf(byGroups());
    tenant.faults.set({ match: { path: /checkMemberGroups/ }, status: 403 });
    expect(await of(sofie)).toBe('forbidden');
    tenant.faults.clear();

    expect(await of(sofie)).toEqual(helpdesk);
  });
});

describe('groups that cannot be read', () => {
  it.each<[string, Parameters<DemoTenant['faults']['set']>[0], string]>([
    ['a missing permission', { match: { path: /checkMemberGroups/ }, status: 403 }, 'forbidden'],
    ['an outage', { match: { path: /batch/ }, status: 503 }, 'unavailable'],
    ['a broken answer', { match: { path: /batch/ }, brokenJson: true }, 'invalid-answer'],
    [
      'an answer of another shape',
      { match: { path: /checkMember/ }, status: 200, body: { value: 'all' } },
      'invalid-answer',
    ],
    ['a lost connection', { match: { path: /batch/ }, dropConnection: true }, 'unreachable'],
  ])('because of %s make no role', async (_, fault, expected) => {
    tenant.faults.set(fault);

    expect(await readerOf(byGroups()).of(anna)).toBe(expected);
  });

  it('for a moment only are asked again at once', async () => {
    tenant.faults.set({ match: { path: /checkMemberGroups/ }, status: 503, times: 1 });

    expect(await readerOf(byGroups()).of(anna)).toEqual(admin);
  });
});
