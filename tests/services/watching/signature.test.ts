import type { FleetDevice, FleetRecord } from '../../../services/fleet/fleet';
import type { AutopilotEvent } from '../../../services/graph/autopilot-events';
import { listingOf, signatureOf, type Listed } from '../../../services/watching/signature';
import { listedSituation, seemsReady } from '../../../services/watching/situation';

const device: FleetDevice = {
  id: 'one',
  serialNumber: ' PF4K7X2N',
  enrollmentState: 'enrolled',
  managedDeviceId: 'record',
  profile: 'assigned',
  groupTag: 'FR-Corp-Laptop',
};
const record: FleetRecord = {
  id: 'record',
  serialNumber: 'PF4K7X2N',
  compliance: 'compliant',
  userId: 'chloé',
  enrolledAt: 1000,
};
const deployment = (startedAt: number, state: AutopilotEvent['deployment']['state']): AutopilotEvent => ({
  id: `event ${startedAt}`,
  serialNumber: 'pf4k7x2n',
  at: startedAt,
  deployment: { state, deviceSetup: state, accountSetup: 'notAttempted', startedAt },
});
const listed: Listed = { device, record, deployment: deployment(1000, 'success') };

it('finds the record and the newest deployment of a device, however its serial is spelt', () => {
  const listing = listingOf(
    [device],
    [record],
    [deployment(10, 'failure'), deployment(30, 'success'), deployment(20, 'failure')],
  );
  expect(listing.of('one')).toEqual({ device, record, deployment: deployment(30, 'success') });
  expect(listing.of('two')).toBeUndefined();
});

it('is the same as long as nothing is new, and short', () => {
  expect(signatureOf(listed)).toBe(signatureOf(structuredClone(listed)));
  expect(signatureOf(listed)).toHaveLength(16);
});

it.each<[string, Listed]>([
  ['it enrolled', { ...listed, device: { ...device, enrollmentState: 'notContacted' } }],
  ['its profile', { ...listed, device: { ...device, profile: 'pending' } }],
  ['its group tag', { ...listed, device: { ...device, groupTag: 'DE-Corp-Laptop' } }],
  ['the assigned person', { ...listed, device: { ...device, assignedUser: 'liam@contoso.example' } }],
  ['its compliance', { ...listed, record: { ...record, compliance: 'noncompliant' } }],
  ['the primary user', { ...listed, record: { ...record, userId: 'liam' } }],
  ['the record', { device, deployment: listed.deployment }],
  ['how far the deployment is', { ...listed, deployment: deployment(1000, 'inProgress') }],
  ['another deployment', { ...listed, deployment: deployment(2000, 'success') }],
  ['no deployment', { device, record }],
])('is another when there is something new: %s', (_, other) => {
  expect(signatureOf(other)).not.toBe(signatureOf(listed));
});

it.each<[string, Listed, string]>([
  ['compliant and enrolled', listed, 'ready'],
  ['set up again', { ...listed, deployment: deployment(2000, 'inProgress') }, 'setting-up'],
  ['failed', { ...listed, deployment: deployment(2000, 'failure') }, 'needs-help'],
  ['not compliant', { ...listed, record: { ...record, compliance: 'noncompliant' } }, 'needs-help'],
  ['in stock', { device: { ...device, enrollmentState: 'notContacted' } }, 'waiting'],
])('tells from lists alone where a device stands: %s', (_, each, phase) => {
  expect(listedSituation(each)).toMatchObject({ phase, hasProfile: true });
  expect(seemsReady(each)).toBe(phase === 'ready');
});
