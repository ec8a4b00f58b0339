import { randomUUID } from 'node:crypto';
import people from '../../../services/demo/people.json';
import { createDemoTenant, type DemoTenant } from '../../../services/demo/tenant';
import { createGraphClient, type GraphClient } from '../../../services/graph/graph-client';
import { staticToken } from '../../../services/graph/token-provider';
import { createApproverGroups } from '../../../services/people/approver-groups';
import { groupId } from '../../support/role-groups';
import { handClock } from '../demo/graph-over-http';

const tenantId = people.tenantId;
const idOf = (name: string) => people.people.find((each) => each.name === name)!.entraObjectId;
const anna = idOf('Anna Lindqvist');
const sofie = idOf('Sofie Brandt');
const admins = groupId('Autopilot admins');
const ukHelpdesk = groupId('Autopilot helpdesk UK');
const helpdesk = groupId('Autopilot helpdesk');
const deleted = '00000000-0000-4000-8000-00000000dead';

type Rules = Parameters<typeof createApproverGroups>[0]['rules'];
const rules: Rules = [
  { prefix: 'UK-', groups: [ukHelpdesk] },
  { prefix: 'UK-Exec-', groups: [admins] },
  { prefix: 'DE-', groups: [admins, helpdesk] },
];

let tenant: DemoTenant;
const clock = handClock();

beforeEach(async () => {
  tenant = await createDemoTenant({ devices: 20, clock });
});

afterEach(() => tenant.stop());

/** With no more than the permissions that the README names. */
function graphOf(permissions = ['GroupMember.Read.All', 'User.Read.All']): GraphClient {
  const tokens = staticToken(tenant.token(permissions));
  const pause = () => Promise.resolve();
  return createGraphClient({ root: tenant.url, tokens, clock, pause, timeouts: { requestMs: 3000 } });
}

async function mayApprove(
  id: string,
  tags: readonly string[],
  { given = rules, graph = graphOf(), of = tenantId } = {},
): Promise<boolean | string> {
  const approvers = createApproverGroups({ rules: given, graph, clock, directory: { tenantId } });
  const answer = await approvers.mayApproveTags({ id, tenantId: of }, tags);
  return answer.ok ? answer.value : answer.error.type;
}

describe('tags that no rule is about', () => {
  it.each([
    ['no tag at all', []],
    ['the empty tag of a device without one', ['']],
    ['other beginnings', ['FR-Corp-Laptop', 'Kiosk']],
    ['a part of a beginning', ['UK']],
    ['a beginning further on', ['Old-UK-Corp']],
  ])('leave it to the roles, and Graph is not asked: %s', async (_title, tags) => {
    expect(await mayApprove(anna, tags)).toBe(true);
    expect(tenant.requests()).toEqual([]);
  });

  it('are approved while Graph is away', async () => {
    tenant.faults.set({ match: {}, status: 503 });

    expect(await mayApprove(anna, ['FR-Corp-Laptop'])).toBe(true);
  });
});

describe('tags with approvers', () => {
  it.each([
    [true, 'a member', sofie, ['UK-Corp-Laptop']],
    [false, 'somebody else, be they an admin', anna, ['UK-Corp-Laptop']],
    [true, 'a member, in any case of letters', sofie, ['uk-corp-laptop']],
    [false, 'somebody else, in any case of letters', anna, ['uK-corp-laptop']],
    [false, 'somebody else, with a space before the tag', anna, [' UK-Corp-Laptop']],
    [true, 'a member of the groups of the longest beginning', anna, ['UK-Exec-Laptop']],
    [false, 'a member of the groups of a shorter one', sofie, ['uk-exec-laptop']],
    [true, 'a member of one of several groups', sofie, ['DE-Corp-Laptop']],
    [true, 'a member of another of them', anna, ['DE-Corp-Laptop']],
    [true, 'a member for every tag', sofie, ['UK-Corp-Laptop', 'DE-Corp-Laptop', 'FR-Corp']],
    [false, 'a member for some of the tags', anna, ['UK-Corp-Laptop', 'DE-Corp-Laptop']],
    [false, 'a member for the longer beginning only', anna, ['UK-Exec-Laptop', 'UK-Corp-Laptop']],
    [false, 'a member for the shorter beginning only', sofie, ['UK-Exec-Laptop', 'UK-Corp-Laptop']],
  ])('%s: %s', async (expected, _title, person, tags) => {
    expect(await mayApprove(person, tags)).toBe(expected);
    expect(await mayApprove(person, tags.toReversed())).toBe(expected);
  });

  it('do not depend on the order of the rules', async () => {
    const given = rules.toReversed();

    expect(await mayApprove(anna, ['UK-Exec-Laptop'], { given })).toBe(true);
    expect(await mayApprove(sofie, ['UK-Exec-Laptop'], { given })).toBe(false);
  });

  it('named twice have the groups of both', async () => {
    const given = [...rules, { prefix: 'uk-', groups: [admins] }];

    expect(await mayApprove(anna, ['UK-Corp-Laptop'], { given })).toBe(true);
    expect(await mayApprove(sofie, ['UK-Corp-Laptop'], { given })).toBe(true);
  });

  it('whose rule names no group are approved by nobody', async () => {
    expect(await mayApprove(anna, ['UK-1'], { given: [{ prefix: 'UK-', groups: [] }] })).toBe(false);
  });
});

describe('Graph', () => {
  it('is asked in one request, about each group once, however many devices there are', async () => {
    const tags = Array.from({ length: 500 }, (_, n) => `${['UK-Exec-', 'UK-', 'DE-'][n % 3]!}${n}`);

    await mayApprove(sofie, tags);

    expect(tenant.requests().map(({ batch = [] }) => batch.length)).toEqual([3]);
  });

  it('is asked about more groups than a request has room for', async () => {
    const others = Array.from({ length: 45 }, () => randomUUID());
    const given = [{ prefix: 'UK-', groups: [...others, ukHelpdesk] }];

    expect(await mayApprove(sofie, ['UK-1'], { given })).toBe(true);
    expect(await mayApprove(anna, ['UK-1'], { given })).toBe(false);
  });

  it('is asked anew each time', async () => {
    const graph = graphOf();
    const approvers = createApproverGroups({ rules, graph, clock, directory: { tenantId } });
    const ask = () => approvers.mayApproveTags({ id: sofie, tenantId }, ['UK-1']);

    expect(await ask()).toEqual({ ok: true, value: true });
    tenant.directory.removeMember(ukHelpdesk, sofie);
    expect(await ask()).toEqual({ ok: true, value: false });
    tenant.directory.addMember(ukHelpdesk, sofie);
    expect(await ask()).toEqual({ ok: true, value: true });
  });

  it('has four seconds to answer', async () => {
    const remaining: (number | undefined)[] = [];
    const graph: GraphClient = {
      ...graphOf(),
      batch: (requests, { deadline }) => {
        remaining.push(deadline?.remainingMs());
        return Promise.resolve(requests.map(() => ({ ok: false, error: { type: 'timed-out' } })));
      },
    };

    expect(await mayApprove(sofie, ['UK-1'], { graph })).toBe('timed-out');
    expect(remaining).toEqual([4000]);
  });
});

describe('nobody gets in', () => {
  it.each([
    ['without an id', '', tenantId],
    ['by an id that is none', `${sofie}/../../groups`, tenantId],
    ['by the address of a member', 'sofie.brandt@contoso.example', tenantId],
    ['from another tenant, be it with the id of a member', sofie, '00000000-0000-4000-8000-00000000beef'],
    ['from no tenant', sofie, ''],
  ])('%s, and Graph is not asked', async (_title, id, of) => {
    expect(await mayApprove(id, ['UK-Corp-Laptop'], { of })).toBe(false);
    expect(tenant.requests()).toEqual([]);
  });

  it('whom the directory does not know', async () => {
    expect(await mayApprove('00000000-0000-4000-8000-00000000dead', ['UK-1'])).toBe(false);
  });

  it('by a group that is in no directory', async () => {
    expect(await mayApprove(sofie, ['UK-1'], { given: [{ prefix: 'UK-', groups: [deleted] }] })).toBe(false);
  });

  it('by a group that was deleted, while the other groups go on counting', async () => {
    tenant.faults.set({ match: { path: /checkMemberGroups/, body: new RegExp(deleted) }, status: 404 });
    const given = [{ prefix: 'UK-', groups: [deleted, ukHelpdesk] }];

    expect(await mayApprove(sofie, ['UK-1'], { given })).toBe(true);
    expect(await mayApprove(anna, ['UK-1'], { given })).toBe(false);
  });

  it('by an answer about groups that were not asked for', async () => {
    const body = { value: [admins, helpdesk] };
    tenant.faults.set({ match: { path: /checkMemberGroups/ }, status: 200, body });

    expect(await mayApprove(anna, ['UK-1'])).toBe(false);
  });

  it.each<[string, Parameters<DemoTenant['faults']['set']>[0], string]>([
    ['refuses one part', { match: { path: /checkMemberGroups/ }, status: 403 }, 'forbidden'],
    ['is away', { match: { path: /batch/ }, status: 503 }, 'unavailable'],
    ['throttles', { match: { path: /checkMemberGroups/ }, status: 429 }, 'throttled'],
    ['breaks off', { match: { path: /batch/ }, brokenJson: true }, 'invalid-answer'],
    [
      'answers in another shape',
      { match: { path: /checkMember/ }, status: 200, body: { value: 'all' } },
      'invalid-answer',
    ],
    [
      'answers with nothing',
      { match: { path: /batch/ }, status: 200, body: { responses: [] } },
      'invalid-answer',
    ],
    ['loses the connection', { match: { path: /batch/ }, dropConnection: true }, 'unreachable'],
  ])('while Graph %s', async (_title, fault, expected) => {
    tenant.faults.set(fault);

    expect(await mayApprove(sofie, ['UK-Corp-Laptop'])).toBe(expected);
  });

  it('while one of the groups cannot be read, be they in another', async () => {
    tenant.faults.set({ match: { path: /checkMemberGroups/, body: new RegExp(admins) }, status: 503 });

    expect(await mayApprove(sofie, ['DE-Corp-Laptop'])).toBe('unavailable');
  });

  it('where the bot lacks the permission to see members', async () => {
    expect(await mayApprove(sofie, ['UK-1'], { graph: graphOf(['User.ReadBasic.All']) })).toBe('forbidden');
  });
});

it('asks again at once where Graph was away for a moment', async () => {
  tenant.faults.set({ match: { path: /checkMemberGroups/ }, status: 503, times: 1 });

  expect(await mayApprove(sofie, ['UK-Corp-Laptop'])).toBe(true);
});
