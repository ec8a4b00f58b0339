import type { GraphClient } from '../../../services/graph/graph-client';
import { fail, ok } from '../../../services/result';
import { createTagImpact, type TagQuestion } from '../../../services/tags/impact';

const startsWith = (text: string) => `(device.devicePhysicalIds -any (_ -startsWith "[OrderID]:${text}"))`;
const equals = (tag: string) => `(device.devicePhysicalIds -any (_ -eq "[OrderID]:${tag}"))`;

const group = (id: string, membershipRule: string | undefined, more: object = {}) => ({
  id,
  displayName: `Group ${id}`,
  groupTypes: ['DynamicMembership'],
  membershipRule,
  membershipRuleProcessingState: 'On',
  ...more,
});
const to = (groupId: string, more: object = {}) => ({
  target: { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId, ...more },
});
const except = (groupId: string) => ({
  target: { '@odata.type': '#microsoft.graph.exclusionGroupAssignmentTarget', groupId },
});
const everyDevice = { target: { '@odata.type': '#microsoft.graph.allDevicesAssignmentTarget' } };

const profile = (id: string, year: number, assignments: readonly object[], more: object = {}) => ({
  '@odata.type': '#microsoft.graph.azureADWindowsAutopilotDeploymentProfile',
  id,
  displayName: `Profile ${id}`,
  createdDateTime: `${year}-01-01T00:00:00Z`,
  outOfBoxExperienceSetting: { deviceUsageType: 'singleUser' },
  preprovisioningAllowed: false,
  assignments,
  ...more,
});
const page = (id: string, priority: number, assignments: readonly object[], more: object = {}) => ({
  '@odata.type': '#microsoft.graph.windows10EnrollmentCompletionPageConfiguration',
  id: `${id}_Windows10EnrollmentCompletionPageConfiguration`,
  displayName: `Page ${id}`,
  priority,
  installProgressTimeoutInMinutes: 60,
  assignments,
  ...more,
});
const defaultPage = page('none', 0, [], {
  id: 'x_DefaultWindows10EnrollmentCompletionPageConfiguration',
  displayName: 'Default page',
});

interface Tenant {
  readonly groups?: readonly object[] | 'forbidden';
  readonly profiles?: readonly object[] | 'forbidden';
  readonly pages?: readonly object[] | 'forbidden';
  readonly tags?: ReadonlyMap<string, number> | 'forbidden';
}

function service({ groups = [], profiles = [], pages = [], tags = new Map() }: Tenant) {
  let now = 0;
  const asked: string[] = [];
  const lists = { '/groups': groups, windowsAutopilotDeploymentProfiles: profiles, deviceEnrollment: pages };
  const listOf: GraphClient['listOf'] = (path, shape) => {
    asked.push(path);
    const [, rows] = Object.entries(lists).find(([name]) => path.includes(name))!;
    if (rows === 'forbidden') return Promise.resolve(fail({ type: 'forbidden' as const }));
    const read = rows.flatMap((row) => shape.safeParse(row).data ?? []);
    return Promise.resolve(ok({ rows: read, complete: true }));
  };
  const impacts = createTagImpact(
    { listOf } as GraphClient,
    { now: () => now },
    {
      tagsInUse: () =>
        Promise.resolve(tags === 'forbidden' ? fail({ type: 'forbidden' as const }) : ok(tags)),
    },
  );
  return { asked, impacts, wait: (ms: number) => void (now += ms) };
}

const impactOf = (tenant: Tenant, question: string | TagQuestion) =>
  service(tenant).impacts.of(typeof question === 'string' ? { tag: question } : question);

const used = new Map([['UK-Corp', 3]]);
const typesOf = (impact: { readonly warnings: readonly { readonly type: string }[] }) =>
  impact.warnings.map(({ type }) => type);

describe('groups', () => {
  it('tells those of the tag from those of every device', async () => {
    const groups = [
      group('a', equals('uk-corp')),
      group('b', equals('DE')),
      group('c', 'device.devicePhysicalIds -any (_ -contains "[ZTDId]")'),
    ];
    const { groups: read } = await impactOf({ groups }, 'UK-Corp');

    expect(read).toMatchObject({ ok: true, value: { byTag: [{ id: 'a' }], anyway: [{ id: 'c' }] } });
  });

  it('takes a paused group for one that takes nobody in', async () => {
    const groups = [group('a', equals('UK-Corp'), { membershipRuleProcessingState: 'Paused' })];
    const impact = await impactOf(
      { groups, profiles: [profile('p', 2020, [to('a')])], tags: used },
      'UK-Corp',
    );

    expect(impact.groups).toMatchObject({ value: { byTag: [], paused: [{ id: 'a' }] } });
    expect(impact.profile).toMatchObject({ value: { via: 'nothing' } });
    expect(typesOf(impact)).toEqual(['no-group', 'no-profile', 'paused']);
  });

  it('says which rules it could not evaluate, unless they ask nothing about tags', async () => {
    const groups = [
      group('a', `${startsWith('UK')} -and device.deviceCategory -eq "x"`),
      group('b', 'device.deviceCategory -eq "x"'),
      group('c', 'device.devicePhysicalIds is wonderful'),
      group('d', undefined),
    ];
    const { warnings } = await impactOf({ groups, tags: used }, 'UK-Corp');

    expect(warnings.filter(({ type }) => type === 'doubt')).toMatchObject([
      { group: 'Group a', doubt: { type: 'property', property: 'devicecategory' } },
      { group: 'Group c', doubt: { type: 'not-understood', near: 'is' } },
      { group: 'Group d', doubt: { type: 'not-understood' } },
    ]);
  });

  it('names other tags in use that a loose rule takes in as well, and only those that may be named', async () => {
    const groups = [group('a', startsWith('UK')), group('b', `${equals('UK-Corp')} or ${equals('DE-Corp')}`)];
    const tags = new Map([
      ['UK-Corp', 1],
      ['uk-corp', 1],
      ['UK-Corp-Laptop', 1],
      ['UK-Kiosk', 1],
      ['DE-Corp', 1],
    ]);
    const all = await impactOf({ groups, tags }, 'UK-Corp');
    const some = await impactOf({ groups, tags }, { tag: 'UK-Corp', mayName: (tag) => tag !== 'UK-Kiosk' });
    const alsoTakes = (impact: typeof all) => impact.warnings.filter(({ type }) => type === 'also-takes');

    expect(alsoTakes(all)).toEqual([
      { type: 'also-takes', group: 'Group a', tags: ['UK-Corp-Laptop', 'UK-Kiosk'] },
    ]);
    expect(alsoTakes(some)).toMatchObject([{ tags: ['UK-Corp-Laptop'] }]);
    expect(all.carriers).toEqual(ok(2));
  });
});

describe('the profile', () => {
  const groups = [
    group('a', equals('UK-Corp')),
    group('b', startsWith('UK')),
    group('c', equals('DE')),
    group('maybe', `${startsWith('UK')} -and device.deviceCategory -eq "x"`),
  ];
  const fateIn = async (profiles: readonly object[]) => {
    const impact = await impactOf({ groups, profiles, tags: used }, 'UK-Corp');
    return { fate: impact.profile.ok ? impact.profile.value : undefined, impact };
  };

  it('is the oldest of several', async () => {
    const { fate, impact } = await fateIn([
      profile('young', 2024, [to('a')]),
      profile('old', 2019, [to('B')]),
      profile('older, for others', 2010, [to('c')]),
    ]);

    expect(fate).toMatchObject({ via: 'group', profile: { id: 'old' }, rivals: [{ id: 'young' }] });
    expect(impact.warnings).toContainEqual({
      type: 'conflict',
      winner: 'Profile old',
      others: ['Profile young'],
    });
  });

  it('is none that excludes one of the groups', async () => {
    const { fate } = await fateIn([
      profile('old', 2019, [to('a'), except('b')]),
      profile('new', 2024, [to('a')]),
    ]);

    expect(fate).toMatchObject({ profile: { id: 'new' }, rivals: [] });
  });

  it('is that of all devices where no group has one', async () => {
    const everywhere = profile('everywhere', 2015, [everyDevice]);
    const own = profile('own', 2024, [to('a')]);

    expect((await fateIn([everywhere, own])).fate).toMatchObject({ profile: { id: 'own' }, rivals: [] });
    const { fate, impact } = await fateIn([everywhere]);
    expect(fate).toMatchObject({ via: 'all-devices', profile: { id: 'everywhere' } });
    expect(typesOf(impact)).toContain('default-profile');
  });

  it('is not told for sure where a group is in doubt', async () => {
    const { fate, impact } = await fateIn([
      profile('sure', 2024, [to('a')]),
      profile('perhaps', 2010, [to('maybe')]),
      profile('perhaps not', 2011, [to('a'), except('maybe')]),
    ]);

    expect(fate).toMatchObject({
      profile: { id: 'sure' },
      perhaps: [{ id: 'perhaps' }, { id: 'perhaps not' }],
    });
    expect(impact.warnings).toContainEqual({ type: 'perhaps-profile', name: 'Profile perhaps' });
  });

  it('names filters and does not evaluate them', async () => {
    const filter = {
      deviceAndAppManagementAssignmentFilterId: 'f1',
      deviceAndAppManagementAssignmentFilterType: 'include',
    };
    const { impact } = await fateIn([profile('p', 2024, [to('a', filter)])]);

    expect(impact.warnings).toContainEqual({ type: 'filter', owner: 'Profile p', filters: ['f1'] });
  });

  it.each([
    ['user-driven', {}],
    ['self-deploying', { outOfBoxExperienceSetting: { deviceUsageType: 'shared' } }],
    [
      'self-deploying',
      { outOfBoxExperienceSetting: null, outOfBoxExperienceSettings: { deviceUsageType: 'shared' } },
    ],
    ['hybrid', { '@odata.type': '#microsoft.graph.activeDirectoryWindowsAutopilotDeploymentProfile' }],
    ['unknown', { outOfBoxExperienceSetting: { deviceUsageType: 'unknownFutureValue' } }],
  ])('is %s by its settings', async (mode, more) => {
    expect((await fateIn([profile('p', 2024, [to('a')], more)])).fate).toMatchObject({ profile: { mode } });
  });

  it('knows pre-provisioning by its new name and its old one', async () => {
    const old = { preprovisioningAllowed: undefined, enableWhiteGlove: true };

    expect((await fateIn([profile('p', 2024, [to('a')], old)])).fate).toMatchObject({
      profile: { isPreprovisioningAllowed: true },
    });
  });

  it('survives odd assignments', async () => {
    const odd = [null, {}, { target: null }, { target: { '@odata.type': 7 } }, to('a')];

    expect((await fateIn([profile('p', 2024, odd as object[])])).fate).toMatchObject({
      profile: { id: 'p' },
    });
    expect((await fateIn([profile('p', 2024, [], { assignments: 'none' })])).fate).toMatchObject({
      via: 'nothing',
    });
  });
});

describe('the status page', () => {
  const groups = [group('a', equals('UK-Corp')), group('b', startsWith('UK'))];
  const pageIn = async (pages: readonly object[]) => {
    const { statusPage } = await impactOf({ groups, pages }, 'UK-Corp');
    return statusPage.ok ? statusPage.value.page?.name : undefined;
  };

  it('is the one with the lowest number', async () => {
    const pages = [
      defaultPage,
      page('2', 2, [to('a')]),
      page('1', 1, [to('b')]),
      page('0', 1, [to('others')]),
    ];

    expect(await pageIn(pages)).toBe('Page 1');
  });

  it('is the default one where no other is for the device, and none where there is none', async () => {
    expect(await pageIn([page('1', 1, [to('others')]), defaultPage])).toBe('Default page');
    expect(await pageIn([])).toBeUndefined();
  });

  it('is no other kind of enrolment configuration', async () => {
    const limit = { '@odata.type': '#microsoft.graph.deviceEnrollmentLimitConfiguration' };

    expect(await pageIn([page('1', 1, [to('a')], limit), defaultPage])).toBe('Default page');
  });
});

describe('devices', () => {
  it('gain and lose groups, and are enrolled or not', async () => {
    const groups = [group('a', equals('UK-Corp')), group('b', startsWith('UK')), group('c', equals('DE'))];
    const devices = [
      { serial: '1', groupTag: 'DE', isEnrolled: true },
      { serial: '2', groupTag: 'UK-Kiosk', isEnrolled: false },
      { serial: '3', isEnrolled: false },
    ];
    const impact = await impactOf({ groups, tags: used }, { tag: 'UK-Corp', devices });

    expect(impact.devices.map(({ gains, loses }) => [gains, loses])).toEqual([
      [['Group a', 'Group b'], ['Group c']],
      [['Group a'], []],
      [['Group a', 'Group b'], []],
    ]);
    expect(impact.warnings).toContainEqual({ type: 'enrolled', serials: ['1'] });
  });
});

describe('a piece that cannot be read', () => {
  const groups = [group('a', equals('UK-Corp'))];
  const profiles = [profile('p', 2020, [to('a')])];
  const pages = [page('1', 1, [to('a')])];
  const whole = { groups, profiles, pages, tags: used };

  it('costs itself alone', async () => {
    const without = (piece: keyof Tenant) => impactOf({ ...whole, [piece]: 'forbidden' }, 'UK-Corp');
    const readable = (impact: Awaited<ReturnType<typeof without>>) =>
      [impact.carriers, impact.groups, impact.profile, impact.statusPage].map((piece) => piece.ok);

    expect(readable(await without('tags'))).toEqual([false, true, true, true]);
    expect(readable(await without('profiles'))).toEqual([true, true, false, true]);
    expect(readable(await without('pages'))).toEqual([true, true, true, false]);
    const blind = await without('groups');
    expect(readable(blind)).toEqual([true, false, false, false]);
    expect(blind.warnings).toEqual([]);
  });

  it('is asked for again, while what was read is kept for five minutes', async () => {
    const { asked, impacts, wait } = service({ ...whole, profiles: 'forbidden' });
    const asksFor = (name: string) => asked.filter((path) => path.includes(name)).length;
    await impacts.of({ tag: 'UK-Corp' });
    wait(4 * 60_000);
    await impacts.of({ tag: 'DE-Corp' });

    expect([asksFor('/groups'), asksFor('DeploymentProfiles')]).toEqual([1, 2]);
    wait(61_000);
    await impacts.of({ tag: 'UK-Corp' });
    expect(asksFor('/groups')).toBe(2);
  });
});

it('says of a tag that nobody uses which one may be meant', async () => {
  const tags = new Map([
    ['UK-Corp-Laptop', 214],
    ['FR-Kiosk-Desktop', 2],
  ]);
  const { warnings } = await impactOf({ tags }, 'UK-Crop-Laptop');

  expect(warnings[0]).toEqual({ type: 'not-used', near: [{ tag: 'UK-Corp-Laptop', count: 214 }] });
});
