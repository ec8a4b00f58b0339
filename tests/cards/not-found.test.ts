import { renderCard } from '../../cards/card';
import { notFoundCard, notFoundData } from '../../cards/not-found';
import { say } from './support/states';

it('offers near misses to press, three at most', () => {
  const data = notFoundData({ say, serial: 'PF2SX7YO', didYouMean: ['A', 'B', 'C', 'D'] });

  expect(data.title).toBe('PF2SX7YO is not registered');
  expect(data.heading).toBe('Did you mean');
  expect(data.guesses).toMatchObject([
    { label: 'A', hint: 'Show A instead', verb: 'status.open', data: { serial: 'A' } },
    { label: 'B' },
    { label: 'C' },
  ]);
  expect(data.checks).toEqual([]);
  expect(data.summary).toBe('PF2SX7YO is not registered with Windows Autopilot. Did you mean A, B, C?');
});

it('says what to check when nothing is near', () => {
  const data = notFoundData({ say, serial: 'PF2SX7YO', didYouMean: [] });

  expect(data).toMatchObject({ heading: 'What to check', guesses: [], back: [] });
  expect(data.checks).toHaveLength(3);
});

it('leads back to the list it was opened from', () => {
  const serials = ['PF2SX7YO', 'A'];
  const data = notFoundData({ say, serial: 'PF2SX7YO', didYouMean: ['PF2SX7Y0'], serials });

  expect(data.guesses).toMatchObject([{ data: { serial: 'PF2SX7Y0', serials } }]);
  expect(data.back).toMatchObject([{ verb: 'status.list', data: { serials } }]);
});

describe('a serial number that Intune knows', () => {
  const now = Date.UTC(2026, 2, 2, 9);
  const record = { id: 'm1', compliance: 'compliant', otherRecords: 0 };

  it.each([
    [
      { ...record, deviceName: 'LT-UNREG1', lastSyncAt: now - 45 * 60_000 },
      'Intune knows this serial number: LT-UNREG1, last sync 45 min ago. Only the registration is missing.',
    ],
    [record, 'Intune knows this serial number: UNREG1, last sync never. Only the registration is missing.'],
  ])('is told so', (known, sentence) => {
    const data = notFoundData({ say, serial: 'UNREG1', didYouMean: [], intune: { record: known, now } });

    expect(data.intune).toBe(sentence);
    expect(JSON.stringify(renderCard(notFoundCard, data).attachment.content)).toContain(sentence);
  });

  it('is not told so otherwise', () => {
    const data = notFoundData({ say, serial: 'UNREG1', didYouMean: [] });

    expect(data.intune).toBe('');
    expect(JSON.stringify(renderCard(notFoundCard, data).attachment.content)).not.toContain('Intune');
  });
});
