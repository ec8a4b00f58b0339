import { createDemoTenant } from '../../../../services/demo/tenant';
import { createGraphClient } from '../../../../services/graph/graph-client';
import {
  createEspReviews,
  type EspReview,
  type StatusPageReview,
} from '../../../../services/knowledge/status-pages/esp-review';
import { batchAnswer, partsOf, ScriptedGraph, type ScriptedAnswer } from '../../../support/scripted-graph';

const clock = { now: () => Date.parse('2026-03-02T09:00:00Z') };

function reviewsOn(root: string) {
  const tokens = () => Promise.resolve('token');
  return createEspReviews(createGraphClient({ root, tokens, clock, pause: () => Promise.resolve() }), clock);
}

async function reviewed(root: string, part = 0): Promise<EspReview> {
  const read = await reviewsOn(root).of({ part, withinMs: 8000 });
  if (!read.ok) throw new Error(read.error.type);
  return read.value;
}

const verdictsOf = ({ settings }: StatusPageReview) =>
  Object.fromEntries(settings.map(({ recommendation, verdict }) => [recommendation.id, verdict]));
const deviatingIn = (page: StatusPageReview) =>
  page.settings
    .filter(({ verdict }) => verdict === 'deviates')
    .map(({ recommendation }) => recommendation.id);
const hereIn = (page: StatusPageReview, setting: string) =>
  page.settings.find(({ recommendation }) => recommendation.id === setting)?.here;

describe('the status pages of the simulated tenant', () => {
  let review: EspReview;

  beforeAll(async () => {
    const tenant = await createDemoTenant({ anyToken: true, devices: 5, clock });
    review = await reviewed(tenant.url);
    await tenant.stop();
  });

  it('come in the order in which they win, the default one last', () => {
    expect(review.pages.map(({ name }) => name)).toEqual([
      'ESP office devices',
      'ESP kiosks and shared devices',
      'All users and all devices',
    ]);
    expect(review).toMatchObject({ part: 0, parts: 1, total: 3, deviating: 2 });
  });

  it('are a good one, one with a short time-out, and an untouched default', () => {
    expect(review.pages.map(deviatingIn)).toEqual([
      [],
      ['installProgressTimeoutInMinutes'],
      expect.arrayContaining(['showInstallationProgress', 'blockDeviceSetupRetryByUser']),
    ]);
    expect(review.pages.map(({ remarks }) => remarks)).toEqual([[], [], ['default', 'hidden']]);
  });

  it('tell their groups and blocking apps by name', () => {
    expect(review.pages.map(({ reach }) => reach.groups)).toEqual([
      ['Autopilot - All devices'],
      ['Autopilot - Kiosks', 'Autopilot - Shared'],
      [],
    ]);
    expect(review.pages[1]?.appNames).toEqual(['Company Portal', 'Microsoft 365 Apps']);
  });

  it('show the setting that Graph keeps the other way round as the portal does', () => {
    expect(review.pages.map((page) => hereIn(page, 'blockDeviceSetupRetryByUser'))).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe('whatever Graph sends', () => {
  let graph: ScriptedGraph;

  beforeEach(async () => {
    graph = await ScriptedGraph.start();
  });
  afterEach(() => graph.stop());

  const type = '#microsoft.graph.windows10EnrollmentCompletionPageConfiguration';
  const row = (id: string, more: object = {}) => ({
    '@odata.type': type,
    id: `${id}_Windows10EnrollmentCompletionPageConfiguration`,
    displayName: `Page ${id}`,
    priority: 1,
    assignments: [],
    ...more,
  });
  const guid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
  const target = (kind: string, groupId?: string) => ({
    target: { '@odata.type': `#microsoft.graph.${kind}AssignmentTarget`, groupId },
  });

  /** Answers names by `named`: a part of the path, and the answer. */
  function tenantHas(
    value: readonly object[],
    named: Readonly<Record<string, ScriptedAnswer>> = {},
  ): Promise<EspReview> {
    graph.script = (request) =>
      request.path.includes('$batch')
        ? batchAnswer(request, ({ url }) => {
            const known = Object.entries(named).find(([part]) => url.includes(part));
            return known?.[1] ?? { status: 404, body: {} };
          })
        : { body: { value } };
    return reviewed(graph.url);
  }

  it('takes what is missing for not told, never for No', async () => {
    const { pages, deviating } = await tenantHas([row('a', { allowNonBlockingAppInstallation: false })]);

    const { allowNonBlockingAppInstallation, ...others } = verdictsOf(pages[0]!);
    expect(allowNonBlockingAppInstallation).toBe('depends');
    expect(new Set(Object.values(others))).toEqual(new Set(['not-told']));
    expect(deviating).toBe(0);
  });

  it.each([
    ['showInstallationProgress', ['true', 1, null, {}, []]],
    ['installProgressTimeoutInMinutes', ['60', true, null, [60]]],
    ['selectedMobileAppIds', ['x', null, 3, {}, [1], ['a', null], ['']]],
  ])('takes %s in a wrong form for not told', async (setting, wrong) => {
    const { pages } = await tenantHas(wrong.slice(0, 3).map((value, n) => row(`${n}`, { [setting]: value })));
    const { pages: more } = await tenantHas(
      wrong.slice(3).map((value, n) => row(`${n}`, { [setting]: value })),
    );

    for (const page of [...pages, ...more]) expect(verdictsOf(page)[setting]).toBe('not-told');
    expect(pages.length).toBe(3);
  });

  it.each([
    [59, 'deviates'],
    [60, 'agrees'],
    [0, 'deviates'],
    [100_000, 'agrees'],
  ])('holds a time-out of %d minutes to the least that is recommended', async (minutes, verdict) => {
    const { pages } = await tenantHas([row('a', { installProgressTimeoutInMinutes: minutes })]);

    expect(verdictsOf(pages[0]!)['installProgressTimeoutInMinutes']).toBe(verdict);
  });

  it('leaves out configurations of another kind', async () => {
    const { pages } = await tenantHas([
      { ...row('limit'), '@odata.type': '#microsoft.graph.deviceEnrollmentLimitConfiguration' },
      row('a'),
    ]);

    expect(pages.map(({ name }) => name)).toEqual(['Page a']);
  });

  it('shows 51 pages a few at a time, by priority, and knows how many of all deviate', async () => {
    const rows = Array.from({ length: 51 }, (_, n) =>
      row(`${n}`, { priority: 51 - n, installProgressTimeoutInMinutes: n < 20 ? 30 : 90 }),
    );
    await tenantHas(rows);

    const [first, last, beyond] = await Promise.all([0, 16, 99].map((part) => reviewed(graph.url, part)));

    expect(first).toMatchObject({ part: 0, parts: 17, total: 51, deviating: 20 });
    expect(first?.pages.map(({ priority }) => priority)).toEqual([1, 2, 3]);
    expect(last?.pages.map(({ priority }) => priority)).toEqual([49, 50, 51]);
    expect(beyond).toEqual(last);
  });

  it('asks for the names of the shown pages only, and not for more than it shows', async () => {
    const apps = Array.from({ length: 100 }, (_, n) => guid(n));
    const rows = Array.from({ length: 51 }, (_, n) =>
      row(`${n}`, { priority: n + 1, selectedMobileAppIds: n < 3 ? apps : [guid(999)] }),
    );

    const { pages } = await tenantHas(rows, { mobileApps: { body: { displayName: 'App' } } });

    const parts = graph.requests.filter(({ path }) => path.includes('$batch')).flatMap(partsOf);
    expect(parts.length).toBe(6);
    expect(hereIn(pages[0]!, 'selectedMobileAppIds')).toHaveLength(100);
    expect(pages[0]?.appNames).toHaveLength(6);
  });

  it('does without names that cannot be read, and sends no id that is none', async () => {
    const { pages } = await tenantHas([
      row('a', {
        selectedMobileAppIds: [guid(1), '../../users', '..'],
        assignments: [target('group', guid(2)), target('group', 'me/messages')],
      }),
    ]);

    expect(pages[0]).toMatchObject({ appNames: [], reach: { groups: [guid(2), 'me/messages'] } });
    const asked = graph.requests.filter(({ path }) => path.includes('$batch')).flatMap(partsOf);
    expect(asked.map(({ url }) => url.split('?')[0])).toEqual([
      `/groups/${guid(2)}`,
      `/deviceAppManagement/mobileApps/${guid(1)}`,
    ]);
  });

  it.each([
    ['nobody', [], ['nobody']],
    ['an exclusion only', [target('exclusionGroup', guid(1))], ['nobody']],
    ['every device', [target('allDevices')], []],
    ['every person', [target('allLicensedUsers')], ['for-people']],
    ['a group of devices', [target('group', guid(1))], []],
    ['a group of people', [target('group', guid(2))], ['for-people']],
    ['a group without a rule', [target('group', guid(3))], ['perhaps-for-people']],
    ['devices and people', [target('allDevices'), target('group', guid(2))], ['for-people']],
    ['something odd', [{ target: 5 }], ['reach-not-told']],
    ['what is not told', undefined, ['reach-not-told']],
  ])('says of a page with blocking apps that is assigned to %s whom it meets', async (_, to, remarks) => {
    const group = (displayName: string, membershipRule: string | null) => ({
      body: { id: guid(1), displayName, membershipRule },
    });
    const { pages } = await tenantHas([row('a', { assignments: to, selectedMobileAppIds: [guid(9)] })], {
      [guid(1)]: group('Devices', '(device.devicePhysicalIds -any (_ -contains "user.x"))'),
      [guid(2)]: group('People', '(user.department -eq "device.x")'),
      [guid(3)]: group('Assigned', null),
    });

    expect(pages[0]?.remarks).toEqual(remarks);
  });

  it('says nothing of blocking apps where a page for people has none', async () => {
    const { pages } = await tenantHas([
      row('a', { assignments: [target('allLicensedUsers')], selectedMobileAppIds: [] }),
    ]);

    expect(pages[0]?.remarks).toEqual([]);
  });

  it('gives the failure of Graph as it is', async () => {
    graph.script = () => ({ status: 403, body: { error: { code: 'Forbidden', message: 'no' } } });

    const read = await reviewsOn(graph.url).of({ part: 0, withinMs: 8000 });

    expect(read).toMatchObject({ ok: false, error: { type: 'forbidden' } });
  });

  it('gives up by its deadline', async () => {
    graph.script = () => ({ fault: 'never' });

    const read = await reviewsOn(graph.url).of({ part: 0, withinMs: 50 });

    expect(read).toMatchObject({ ok: false, error: { type: 'timed-out' } });
  });

  it('reads anew each time', async () => {
    await tenantHas([row('a')]);
    const { pages } = await tenantHas([row('b')]);

    expect(pages.map(({ name }) => name)).toEqual(['Page b']);
  });
});
