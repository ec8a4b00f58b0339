import { importTotals } from '../../cards/import-totals';
import { progressBar } from '../../cards/import-bar';
import { minute, now } from './support/devices';
import { counted, importRow, progressData } from './support/import-states';

const lookOf = (...given: Parameters<typeof progressData>) => {
  const { headline } = progressData(...given);
  return [headline.style, headline.text, ...headline.notes.map(({ text }) => text)];
};
const labelsOf = (...given: Parameters<typeof progressData>) =>
  progressData(...given).buttons.map(({ label }) => label);
const barOf = (states: Parameters<typeof counted>[0]) =>
  progressBar(importTotals({ states: counted(states) }))
    .map(({ text, colour }) => `${text.length} ${colour}`)
    .join(', ');

describe('the headline', () => {
  it('says the phase, how long it runs and how long it usually takes', () => {
    expect(lookOf({ usualMs: 6 * minute })).toEqual([
      'accent',
      'Intune is registering the devices.',
      'Began 3 min ago, usually takes 6 min.',
    ]);
    expect(lookOf()[2]).toBe(
      'Began 3 min ago. Intune mostly needs several minutes, for big files up to about 15.',
    );
  });

  it('speaks of identifiers where there are no devices', () => {
    expect(lookOf({ kind: 'identifiers' })[1]).toBe('Intune is adding the identifiers.');
    expect(progressData({ kind: 'identifiers' }).title).toBe('Add corporate identifiers');
  });

  it('says of trouble what it is, that nothing is lost, and when it is tried again', () => {
    const trouble = { failure: 'unavailable', since: now, nextTryAt: now + 4 * minute } as const;

    expect(lookOf({ trouble })).toEqual([
      'warning',
      'Intune is registering the devices.',
      'Microsoft Graph has a problem on its side. Nothing is lost and nothing is done twice. Next try in 4 min.',
      expect.stringMatching(/^Began 3 min ago/),
    ]);
    expect(lookOf({ trouble: { ...trouble, nextTryAt: now - minute } })[2]).toContain(
      'Next try in a moment.',
    );
  });

  it('says who stopped it', () => {
    expect(lookOf({ stoppedBy: 'Marcus' })[2]).toMatch(/^Stopped by Marcus: nothing more is sent/);
  });

  it.each([
    [{ listed: 4 }, 'accent', 'Registered.'],
    [{ listed: 3, failed: 1 }, 'warning', 'Registered in part.'],
    [{ listed: 3, differs: 1 }, 'warning', 'Registered in part.'],
  ])('does not hide behind the profiles that some failed: %j', (states, style, words) => {
    const settled = { phase: 'profiles', settledAt: now } as const;

    expect(lookOf({ states, ...settled }).slice(0, 2)).toEqual([
      style,
      `${words} Waiting for deployment profiles.`,
    ]);
  });

  it.each([
    [{ assigned: 4, here: 2 }, 'done', 'good'],
    [{ assigned: 3, failed: 1 }, 'partly', 'warning'],
    [{ assigned: 3, differs: 1 }, 'partly', 'warning'],
    [{ failed: 4 }, 'failed', 'attention'],
    [{ here: 4 }, 'nothing', 'emphasis'],
  ])('looks at its end as it went: %j', (states, code, style) => {
    const outcome = { result: 'done', code, values: { registered: 3, total: 4 } } as const;
    const settled = { phase: 'ended', settledAt: now + 6 * minute } as const;

    expect(lookOf({ states, ...settled }, { state: 'done', outcome })).toEqual([
      style,
      expect.not.stringContaining('{{'),
      'Took 9 min.',
    ]);
  });
});

it('counts what was to be written, not what was here or could not be sent', () => {
  const states = { listed: 300, imported: 12, sent: 100, ready: 80, failed: 8, here: 40, refused: 9 };
  const { bar, tallies, summary } = progressData({ states });

  expect(bar[0]?.text).toBe('312 of 500 registered');
  expect(summary).toBe(
    'Register devices, AutopilotHWID.csv: Intune is registering the devices. 312 of 500 registered',
  );
  expect(tallies.map(({ number, state }) => `${number} ${state}`)).toEqual([
    '300 Registered, waiting for a profile',
    '12 Registered, not read back yet',
    '100 With Intune, not decided yet',
    '80 Ready, not sent yet',
    '8 Failed',
    '40 Already here, nothing to do',
    '9 Refused, cannot be used',
  ]);
});

describe('the bar', () => {
  it.each([
    [{ ready: 500 }, '20 Default'],
    [{ listed: 250, ready: 250 }, '10 Good, 10 Default'],
    [{ listed: 500 }, '20 Good'],
    [{ listed: 499, failed: 1 }, '19 Good, 1 Attention'],
    [{ listed: 1, failed: 1, sent: 1, ready: 11_997 }, '1 Good, 1 Attention, 1 Accent, 17 Default'],
    [{ listed: 11_999, ready: 1 }, '19 Good, 1 Default'],
    [{ listed: 1, failed: 1, sent: 1 }, '8 Good, 6 Attention, 6 Accent'],
  ])('has twenty cells, and one of whatever there is: %j', (states, cells) => {
    expect(barOf(states)).toBe(cells);
  });

  it('is full to the eye only where devices have arrived', () => {
    const textsIn = (states: Parameters<typeof counted>[0]) =>
      progressBar(importTotals({ states: counted(states) })).map(({ text }) => text);

    expect(textsIn({ sent: 5 })).toEqual(['▒'.repeat(20)]);
    expect(textsIn({ listed: 5 })).toEqual(['█'.repeat(20)]);
  });

  it('is not there when nothing had to be written', () => {
    expect(progressData({ states: { here: 4, refused: 2 } }).bar).toEqual([]);
  });
});

it('groups failures with their cause and who must act, and names what Microsoft says of an unknown one', () => {
  const { failures } = progressData({
    states: { failed: 5 },
    problems: [importRow({ state: 'failed', reason: 'other', errorName: 'ZtdNewError', errorCode: 811 })],
    failures: [
      { reason: 'otherTenant', count: 4 },
      { reason: 'other', count: 1 },
    ],
  });

  expect(failures).toEqual([
    {
      reason: '4 × It is registered in another organisation.',
      act: expect.stringMatching(/^The former owner, the vendor or Microsoft support must remove it there\./),
    },
    {
      reason: '1 × Intune refused it for a reason I do not know. It says: ZtdNewError (811).',
      act: 'An administrator asks Microsoft support, with this name and number.',
    },
  ]);
});

describe('the buttons', () => {
  const settledAt = now - minute;
  const otherTenant = [{ reason: 'otherTenant', count: 1 }] as const;
  const done = { state: 'done', outcome: { result: 'done', code: 'nothing' } } as const;

  it.each([
    [{}, 'working', true, ['Devices', 'Stop', 'Refresh']],
    [{}, 'accepted', false, ['Devices', 'Refresh']],
    [{ stoppedBy: 'A' }, 'working', true, ['Devices', 'Refresh']],
    [{ states: { refused: 1 } }, 'working', true, ['Devices', 'Problems only', 'Stop', 'Refresh']],
    [{ settledAt }, 'working', true, ['Devices', 'Result CSV', 'Repaired file', 'Refresh']],
    [{ settledAt, kind: 'identifiers' as const }, 'working', true, ['Devices', 'Result CSV', 'Refresh']],
    [{}, 'withdrawn', true, []],
    [{}, 'expired', true, []],
    [{}, 'refused', true, []],
  ] as const)('offer what can be done: %j %s', (view, state, mayStop, labels) => {
    expect(labelsOf(view, { state }, { mayStop })).toEqual(labels);
  });

  it('are five at most, and then the problems lead to the devices', () => {
    const all = { settledAt, states: { failed: 2 }, failures: otherTenant };

    expect(labelsOf(all, { state: 'working' })).toEqual([
      'Problems only',
      'Result CSV',
      'Repaired file',
      'Text for the vendor',
      'Refresh',
    ]);
    expect(labelsOf(all, done)).toEqual(expect.arrayContaining(['Devices', 'Problems only']));
  });

  it('name the import', () => {
    const { buttons } = progressData({ states: { refused: 1 } });

    expect(buttons.map(({ verb, data }) => [verb, data])).toEqual([
      ['register.rows', { id: 7, page: 0, onlyProblems: false }],
      ['register.rows', { id: 7, page: 0, onlyProblems: true }],
      ['register.stop', { id: 7 }],
      ['registration-status.show', { id: 7 }],
    ]);
  });
});

it.each([
  ['withdrawn', 'Cancelled. Nothing was changed.'],
  ['expired', /^This was offered more than an hour ago/],
] as const)('counts nothing of what was %s', (state, text) => {
  const { headline, bar, tallies, failures } = progressData({}, { state });

  expect(headline.text).toMatch(text);
  expect([...bar, ...tallies, ...failures]).toEqual([]);
});

it('still shows what was written before a later step was refused', () => {
  const outcome = { result: 'refused', code: 'notAllowed', values: { name: 'Anna' } } as const;
  const { bar, headline } = progressData({ states: { listed: 3, ready: 4 } }, { state: 'refused', outcome });

  expect(headline.text).toMatch(/^Not done: Anna may no longer do this/);
  expect(bar[0]?.text).toBe('3 of 7 registered');
});
