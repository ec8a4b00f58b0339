import {
  mostResourceIds,
  parseAuditEvents,
  pathOfAuditEvents,
  pathOfAuditEventsOf,
} from '../../../services/graph/audit-events';
import { createDemoTenant, type DemoTenant } from '../../../services/demo/tenant';
import { graph, startedAt } from '../demo/graph-over-http';

const since = Date.UTC(2026, 1, 1);
const filterOf = (path: string) => new URLSearchParams(path.split('?')[1]).get('$filter');

it('asks for the latest first, since a time', () => {
  const path = pathOfAuditEvents(since);

  expect(filterOf(path)).toBe('activityDateTime ge 2026-02-01T00:00:00.000Z');
  expect(new URLSearchParams(path.split('?')[1]).get('$orderby')).toBe('activityDateTime desc');
});

it('asks for some ids, quoted, and for no more than fit', () => {
  const ids = Array.from({ length: 50 }, (_, n) => `id${n}`);

  expect(filterOf(pathOfAuditEventsOf(["a'b", 'c'], since))).toContain(
    "resources/any(r:r/resourceId eq 'a''b' or r/resourceId eq 'c')",
  );
  expect(filterOf(pathOfAuditEventsOf(ids, since))!.match(/resourceId/g)).toHaveLength(mostResourceIds);
});

it('reads who did what to what, before and after', () => {
  const parsed = parseAuditEvents({
    value: [
      {
        id: 'one',
        activityDateTime: '2026-02-18T09:00:00.1234567Z',
        activity: 'Patch WindowsAutopilotDeviceIdentity',
        activityOperationType: 'Patch',
        activityResult: 'Success',
        correlationId: 'c',
        actor: { auditActorType: 'ItPro', userPrincipalName: 'anna@contoso.example', userId: 'B3A1' },
        resources: [
          {
            resourceId: 'ABC',
            displayName: '5CG4217QHX',
            auditResourceType: 'WindowsAutopilotDeviceIdentity',
            modifiedProperties: [
              { displayName: 'GroupTag', oldValue: 'A', newValue: 'B' },
              { displayName: 'Same', oldValue: 'x', newValue: 'x' },
            ],
          },
        ],
      },
    ],
  });

  expect(parsed).toEqual({
    ok: true,
    value: {
      rows: [
        {
          id: 'one',
          at: Date.UTC(2026, 1, 18, 9, 0, 0, 123),
          activity: 'Patch WindowsAutopilotDeviceIdentity',
          isRead: false,
          result: 'done',
          actor: 'anna@contoso.example',
          actorId: 'b3a1',
          correlationId: 'c',
          resources: [
            {
              id: 'abc',
              name: '5CG4217QHX',
              type: 'WindowsAutopilotDeviceIdentity',
              changes: [{ name: 'GroupTag', before: 'A', after: 'B' }],
            },
          ],
        },
      ],
    },
  });
});

it.each([
  ['nothing but an id', { id: 'x' }, { activity: '', resources: [], result: 'unknown', at: 0 }],
  [
    'nulls',
    { id: 'x', actor: null, resources: null, activity: null, activityDateTime: null },
    { resources: [] },
  ],
  [
    'resources that are none',
    { id: 'x', resources: ['a', 7, null, { modifiedProperties: 'no' }] },
    { resources: [{ changes: [] }] },
  ],
  [
    'an app that acted',
    { id: 'x', actor: { applicationDisplayName: 'Portal', userId: null } },
    { actor: 'Portal' },
  ],
  ['a failure', { id: 'x', activityResult: 'Failure' }, { result: 'failed' }],
  ['only a read', { id: 'x', activityOperationType: 'Get' }, { isRead: true }],
  ['a newer word for how it ended', { id: 'x', activityResult: 'Pending' }, { result: 'unknown' }],
])('bears %s', (_title, row, expected) => {
  expect(parseAuditEvents({ value: [row] })).toMatchObject({ ok: true, value: { rows: [expected] } });
});

it('leaves out a row without an id, and refuses what is no list', () => {
  expect(parseAuditEvents({ value: [{ activity: 'x' }] })).toMatchObject({ ok: true, value: { rows: [] } });
  expect(parseAuditEvents('busy')).toMatchObject({ ok: false, error: { type: 'invalid-answer' } });
});

describe('the audit of the simulated tenant', () => {
  let tenant: DemoTenant;
  beforeAll(async () => {
    tenant = await createDemoTenant({ clock: { now: () => startedAt } });
  });
  afterAll(() => tenant.stop());
  const read = async (path: string) => {
    const { body } = await graph(tenant).get(`/v1.0${path}`);
    const parsed = parseAuditEvents(body);
    if (!parsed.ok) throw new Error(JSON.stringify(body));
    return parsed.value.rows;
  };

  it('tells of the staged devices who changed what, latest first', async () => {
    const rows = await read('/deviceManagement/auditEvents');

    expect(rows.map(({ at }) => at)).toEqual(rows.map(({ at }) => at).toSorted((one, other) => other - one));
    expect(rows).toContainEqual(
      expect.objectContaining({
        actor: 'anna.lindqvist@contoso.example',
        actorId: 'b3a1f7c2-4d58-4c0e-8f27-1e9d6a5b3c71',
        result: 'done',
        resources: [
          expect.objectContaining({
            name: 'PF4K7X2N',
            changes: [{ name: 'GroupTag', after: 'FR-Corp-Laptop' }],
          }),
        ],
      }),
    );
  });

  it('answers both questions of this bot', async () => {
    const { id } = await graph(tenant).registration('5CG4217QHX');
    const recent = await read(pathOfAuditEvents(startedAt - 30 * 86_400_000));
    const ofDevice = await read(pathOfAuditEventsOf([id], startedAt - 365 * 86_400_000));

    expect(recent.every(({ at }) => at >= startedAt - 30 * 86_400_000)).toBe(true);
    expect(ofDevice).toHaveLength(2);
    expect(new Set(ofDevice.flatMap(({ resources }) => resources.map(({ name }) => name)))).toEqual(
      new Set(['5CG4217QHX']),
    );
  });

  it('writes down a change with what was before and after', async () => {
    const { id } = await graph(tenant).registration('031166920457');
    await graph(tenant).post(
      `/v1.0/deviceManagement/windowsAutopilotDeviceIdentities/${id}/updateDeviceProperties`,
      { groupTag: 'UK-New' },
    );

    const [latest] = await read('/deviceManagement/auditEvents');

    expect(latest).toMatchObject({
      actor: 'Autopilot bot',
      activity: 'updateDeviceProperties WindowsAutopilotDeviceIdentity',
      resources: [
        {
          id,
          name: '031166920457',
          changes: [{ name: 'GroupTag', before: 'UK-Corp-Surface', after: 'UK-New' }],
        },
      ],
    });
  });
});
