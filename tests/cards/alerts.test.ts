import { digestData, quietLine } from '../../cards/digest';
import { now } from './support/devices';
import { clusterData, digestInput, failedDevices, fewFigures, untold } from './support/alert-states';

describe('a cluster of failures', () => {
  const labels = (...given: Parameters<typeof clusterData>) =>
    clusterData(...given).buttons.map(({ label }) => label);

  it('says what failed on how many devices, since when, and what it means', () => {
    const data = clusterData({ devices: failedDevices(4) });

    expect(data.summary).toBe(
      'Contoso VPN Client fails on 4 devices, since 2026-03-02 07:00 UTC. 0x87D1041C: App installed, but Intune does not find it.',
    );
    expect(data.rows[0]).toEqual({
      serial: '5CG4200017',
      facts: 'UK-Corp-Laptop · 2026-03-02 09:00 UTC',
    });
  });

  it('names a code that nobody has explained without a meaning', () => {
    const cause = { kind: 'code', name: '0x8BADF00D' } as const;
    const data = clusterData({ cause }, { explanation: undefined });

    expect(data.summary).toBe('4 devices fail with 0x8BADF00D, since 2026-03-02 07:00 UTC.');
    expect(data.meaning).toBe('');
  });

  it.each([
    [10, 10, ''],
    [11, 10, 'and 1 more device'],
    [1200, 10, 'and 1,190 more devices'],
  ])('lists ten of %d and counts the rest', (count, rows, more) => {
    const data = clusterData({ devices: failedDevices(count) });

    expect([data.rows.length, data.more]).toEqual([rows, more]);
  });

  it('offers what the reader may do', () => {
    const explain = 'What does the failure mean?';

    expect(labels()).toEqual(['Acknowledge', 'Mute for a day', 'Mute for a week', explain]);
    expect(labels({}, { mayMute: false })).toEqual(['Acknowledge', explain]);
    expect(untold().buttons.map(({ label }) => label)).toEqual([explain]);
  });

  it('says who did what, and offers the other way', () => {
    const acknowledged = { name: 'Anna Lindqvist', at: now };
    const muted = { name: 'Marcus Okafor', until: now + 86_400_000 };

    expect(clusterData({ acknowledged, muted }).notes.map(({ text }) => text)).toEqual([
      'Anna Lindqvist looks after it, since 2026-03-02 09:00 UTC.',
      'Muted by Marcus Okafor: no new message about it until 2026-03-03 09:00 UTC.',
    ]);
    expect(labels({ acknowledged, muted })).toEqual(['End the mute', 'What does the failure mean?']);
  });
});

describe('a digest', () => {
  const figures = (...given: Parameters<typeof digestInput>) =>
    Object.fromEntries(digestData(digestInput(...given)).figures.map(({ name, value }) => [name, value]));

  it('tells in one sentence the most important of it', () => {
    expect(digestData(digestInput()).summary).toBe(
      'Daily summary: 2026-03-01 to 2026-03-02. 34 devices set up, 7 open failures, 2 requests wait for approval.',
    );
  });

  it('leaves out what cannot be said', () => {
    expect(figures()).toMatchObject({
      'Right the first time': '86 % (31 of 36 devices)',
      'How long it took': 'half within 38 min, nine of ten within 1 h 11 min',
    });
    const data = digestData({ ...digestInput(), digest: fewFigures });

    expect(data.figures.map(({ name }) => name)).toEqual(['Set up', 'Open failures', 'Waiting for approval']);
  });

  it('names five open failures, counts the rest, and leads to them and to what waits', () => {
    const data = digestData(digestInput());

    expect([data.rows.length, data.more]).toEqual([5, 'and 2 more devices']);
    expect(data.buttons.map(({ data: { command } }) => command)).toEqual(['status', 'approvals']);
    const none = digestData(digestInput({ openFailures: [] }, { waiting: 0 }));
    expect([none.heading, none.rows, none.buttons]).toEqual(['', [], []]);
  });

  it('is one line when there is nothing in it', () => {
    const nothing = { deployed: 0, finished: 0, firstTimeRight: 0, openFailures: [] };

    expect(quietLine(digestInput(nothing, { waiting: 0, rhythm: 'weekly' }))).toMatch(
      /^Nothing to tell of the week from 2026-03-01 to 2026-03-02: /,
    );
    expect(quietLine(digestInput(nothing, { waiting: 1 }))).toBeUndefined();
    expect(
      quietLine(digestInput({ ...nothing, openFailures: failedDevices(1) }, { waiting: 0 })),
    ).toBeUndefined();
    expect(quietLine(digestInput({ ...nothing, finished: 1 }, { waiting: 0 }))).toBeUndefined();
  });
});
