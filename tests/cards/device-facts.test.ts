import { deviceFacts } from '../../cards/device-facts';
import type { DeviceStatus, Doubt } from '../../services/devices/device-status';
import { deviceStatus, hour, minute, now } from './support/devices';
import { running, say } from './support/states';

function factsOf(status: DeviceStatus): Record<string, string> {
  return Object.fromEntries(
    deviceFacts(say, status, now).map(({ label, value, note }) => [label, `${value} | ${note}`]),
  );
}

const { deployment } = deviceStatus();

it('say when a remembered deployment was read', () => {
  const status = deviceStatus({
    deployment: { ...deployment, asOf: now - 7 * minute, remembered: true } as typeof deployment,
  });

  expect(factsOf(status)['Last deployment']).toBe(
    'Succeeded | as I read it 7 min ago · ended 5 days ago · took 42 min · beta',
  );
});

it('say when a report without the device was read', () => {
  const status = deviceStatus({ deployment: { state: 'absent', asOf: now - 2 * hour, remembered: true } });

  expect(factsOf(status)['Last deployment']).toBe('no record | as I read it 2 h ago');
});

it('say nothing of the reading of a live row', () => {
  const status = deviceStatus({ deployment: { ...deployment, asOf: now - 7 * minute } as typeof deployment });

  expect(factsOf(status)['Last deployment']).toBe('Succeeded | ended 5 days ago · took 42 min · beta');
});

it('say how long a deployment took only when it has ended', () => {
  const status = running();
  const { deployment: piece } = status;
  const value = piece.state === 'read' ? { ...piece.value, durationMs: 31 * minute } : undefined;

  expect(factsOf({ ...status, deployment: { state: 'read', value: value! } })['Last deployment']).toBe(
    'Running | began 18 min ago · beta',
  );
});

it.each<[Doubt, string]>([
  ['shared-serial', 'not clear: several registrations have this serial number | '],
  ['other-serial', 'not clear: the linked record has another serial number | '],
  ['read-too-early', 'not clear: the device enrolled after I read the report | '],
  ['late-id', 'not clear: its id is known in beta only | '],
])('tell the doubt %s by its true reason', (doubt, words) => {
  expect(factsOf(deviceStatus({ intune: { state: 'unclear', doubt } }))['Intune']).toBe(words);
});
