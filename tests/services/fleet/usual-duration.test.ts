import { usualDurationOf } from '../../../services/fleet/usual-duration';
import type { AutopilotEvent } from '../../../services/graph/autopilot-events';

const minute = 60_000;

const registrations = Array.from({ length: 40 }, (_, at) => ({
  id: `id-${at}`,
  serialNumber: `SER${at}`,
  groupTag: at < 20 ? 'UK-Corp-Laptop' : 'DE-Corp-Laptop',
  enrollmentState: 'enrolled' as const,
}));

function deployment(at: number, differing: Partial<AutopilotEvent['deployment']> = {}): AutopilotEvent {
  return {
    id: `event-${at}`,
    serialNumber: `ser${at}`,
    at: 0,
    deployment: {
      state: 'success',
      deviceSetup: 'success',
      accountSetup: 'success',
      durationMs: (at + 1) * minute,
      ...differing,
    },
  };
}

const first = (count: number) => Array.from({ length: count }, (_, at) => deployment(at));

it('says within which time half and nine of ten deployments of a tag were done', () => {
  expect(usualDurationOf(first(20), registrations, 'uk-corp-laptop ')).toEqual({
    medianMs: 10 * minute,
    p90Ms: 18 * minute,
    count: 20,
    ofTag: true,
  });
});

it('takes all deployments where a tag has too few of its own', () => {
  expect(usualDurationOf(first(24), registrations, 'DE-Corp-Laptop')).toMatchObject({
    count: 24,
    ofTag: false,
  });
});

it('says nothing from fewer than five deployments', () => {
  expect(usualDurationOf(first(4), registrations, 'UK-Corp-Laptop')).toBeUndefined();
});

it.each<[string, Partial<AutopilotEvent['deployment']>]>([
  ['failed', { state: 'failure' }],
  ['are under way', { state: 'inProgress' }],
  ['were a technician’s half only', { isPreProvisioning: true }],
  ['are said to have taken no time', { durationMs: 0 }],
  ['are said to have taken less than no time', { durationMs: -5 * minute }],
])('leaves out deployments that %s', (_, differing) => {
  const others = Array.from({ length: 10 }, (_unused, at) => deployment(at + 5, differing));

  expect(usualDurationOf([...first(5), ...others], registrations, 'UK-Corp-Laptop')).toMatchObject({
    count: 5,
    p90Ms: 5 * minute,
  });
});
