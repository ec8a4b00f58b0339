import { renderCard } from '../../cards/card';
import { changeDevicesCard } from '../../cards/change-devices';
import { changeVerbs } from '../../cards/change-verbs';
import { changeTargets, changeView, devicesOf, listOf, mostlyProven } from './support/change-states';

describe('the devices of a change', () => {
  const pageOf = (number: number, pages = 25, targets = changeTargets(20)) =>
    devicesOf({ total: 500 }, { number, pages, targets });
  const turnsOf = (...given: Parameters<typeof pageOf>) =>
    pageOf(...given).buttons.map(({ label, verb, data }) => [label, verb, data]);

  it('lead on, back, and to the request', () => {
    expect(turnsOf(1)).toEqual([
      ['Previous', changeVerbs.devices, { id: 12, page: 0 }],
      ['Next', changeVerbs.devices, { id: 12, page: 2 }],
      ['Back to the request', changeVerbs.show, { id: 12 }],
    ]);
    expect(turnsOf(0).map(([label]) => label)).toEqual(['Next', 'Back to the request']);
    expect(turnsOf(24).map(([label]) => label)).toEqual(['Previous', 'Back to the request']);
  });

  it('lead back to the last page from one that is gone', () => {
    expect(turnsOf(40, 25, [])[0]).toEqual(['Previous', changeVerbs.devices, { id: 12, page: 24 }]);
    expect(pageOf(40, 25, []).empty).toBe('No devices here.');
  });

  it('say where they are', () => {
    expect(pageOf(24).reach).toBe('481 to 500 of 500 · page 25 of 25');
    expect(pageOf(24, 25, changeTargets(3)).reach).toBe('481 to 483 of 500 · page 25 of 25');
    expect(devicesOf({ total: 1 }, { number: 0, pages: 1, targets: changeTargets(1) }).reach).toBe(
      '1 device',
    );
  });

  it('name what became of each', () => {
    const { rows } = devicesOf(mostlyProven, {
      number: 0,
      pages: 25,
      targets: changeView(mostlyProven).targets,
    });

    expect(rows[1]).toMatchObject({
      symbol: '!',
      chain: 'Tag ✔ → Entra ✔ → Group ✖ → Profile ○',
      why: expect.stringMatching(/^Entra has the tag, the dynamic groups did not follow yet\./),
    });
  });

  it('stay far below what Teams takes when all of a page went wrong', () => {
    const targets = changeTargets(20, {
      serial: 'S'.repeat(300),
      state: 'unproven',
      reason: 'profile-not-assigned',
      before: { tag: 'B'.repeat(300) },
      after: { tag: 'A'.repeat(300) },
      detail: 'D'.repeat(300),
    });
    const { attachment } = renderCard(changeDevicesCard, pageOf(0, 25, targets));

    expect(Buffer.byteLength(JSON.stringify(attachment.content))).toBeLessThan(28 * 1024);
  });
});

describe('the list of what waits', () => {
  const labelsOf = (...given: Parameters<typeof listOf>) =>
    listOf(...given).rows.map(({ buttons }) => buttons.map(({ label }) => label));

  it('says of each what, from whom, since when and until when', () => {
    const { rows, title, tally } = listOf([{ view: changeView(), mayApprove: false }]);

    expect([title, tally]).toEqual(['Waiting for you', '1 request']);
    expect(rows).toMatchObject([
      {
        name: '12 · Group tag UK-Corp-Laptop for 3 devices',
        from: 'Sofie Berg · 2 h ago',
        state: 'Waits for approval until 2026-03-05 09:00 UTC.',
      },
    ]);
  });

  it('lets those approve who may, at the revision that they see', () => {
    const view = changeView({ revision: 5 });
    const { rows } = listOf([{ view, mayApprove: true }]);

    expect(rows[0]?.buttons.map(({ verb, data }) => [verb, data])).toEqual([
      [changeVerbs.show, { id: 12 }],
      [changeVerbs.approve, { id: 12, revision: 5 }],
    ]);
    expect(labelsOf([{ view, mayApprove: false }])).toEqual([['Show']]);
  });

  it('lets nobody approve what waits for something else', () => {
    expect(labelsOf([{ view: changeView({ state: 'stale' }), mayApprove: true }])).toEqual([['Show']]);
  });

  it('shows ten and counts the others', () => {
    const changes = Array.from({ length: 12 }, (_, n) => ({
      view: changeView({ id: n + 1 }),
      mayApprove: true,
    }));

    expect(listOf(changes).rows).toHaveLength(10);
    expect(listOf(changes).more).toMatch(/^and 2 more/);
    expect(listOf(changes, { total: 31 })).toMatchObject({
      tally: '31 requests',
      more: expect.stringMatching(/^and 21 more/),
    });
    expect(listOf(changes.slice(0, 10)).more).toBe('');
  });

  it.each([
    ['decide', 'Waiting for you', 'Nothing waits for your decision.'],
    ['mine', 'Your requests', 'You have no request that waits for somebody.'],
    ['all', 'Waiting for approval', 'No request waits for approval.'],
  ] as const)('says so when it is empty: %s', (reach, title, tally) => {
    expect(listOf([], { reach })).toMatchObject({ title, tally, rows: [], more: '' });
  });
});
