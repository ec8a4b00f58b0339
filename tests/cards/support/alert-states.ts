import { renderCard } from '../../../cards/card';
import { digestCard, digestData, type DigestInput } from '../../../cards/digest';
import {
  failureClusterCard,
  failureClusterData,
  type FailureClusterInput,
} from '../../../cards/failure-cluster';
import { createMessages } from '../../../cards/messages';
import type { ClusterView } from '../../../services/alerts/cluster-view';
import type { Digest } from '../../../services/alerts/digest';
import type { FailedDevice } from '../../../services/alerts/failure-cluster';
import { createKnowledge } from '../../../services/knowledge/knowledge';
import { hour, minute, now } from './devices';

/** English, and a sentence without one of its values is a failed test. */
const say = createMessages({
  onMissing: (complaint) => {
    throw new Error(complaint);
  },
})('en');
const knowledge = createKnowledge();

export function failedDevices(count: number, differing: Partial<FailedDevice> = {}): FailedDevice[] {
  return Array.from({ length: count }, (_, n) => ({
    serial: `5CG42${String(n + 17).padStart(5, '0')}`,
    groupTag: n % 2 === 0 ? 'UK-Corp-Laptop' : 'DE-Corp-Laptop',
    failedAt: now - n * 11 * minute,
    ...differing,
  }));
}

const seen: ClusterView = {
  cause: { kind: 'app', name: 'Contoso VPN Client' },
  sample:
    'App "Contoso VPN Client" was not detected after installation completed successfully. Error 0x87D1041C',
  since: now - 2 * hour,
  devices: failedDevices(4),
};

const clusterView = (differing: Partial<ClusterView> = {}): ClusterView => ({ id: 7, ...seen, ...differing });

export const clusterData = (differing: Partial<ClusterView> = {}, more: Partial<FailureClusterInput> = {}) =>
  failureClusterData({
    say,
    view: clusterView(differing),
    explanation: knowledge.find(differing.cause?.kind === 'code' ? differing.cause.name : '0x87D1041C'),
    mayMute: true,
    ...more,
  });

/** Seen by whoever asks, while no channel was told. */
export const untold = () => failureClusterData({ say, view: seen, explanation: undefined, mayMute: true });

/** Of too few to say how long they took. */
export const fewFigures: Digest = {
  period: { name: '2026-03-02', firstDay: '2026-03-01', from: now - 24 * hour, to: now },
  deployed: 0,
  finished: 0,
  firstTimeRight: 0,
  openFailures: failedDevices(7),
};
const digestFigures = (differing: Partial<Digest> = {}): Digest => ({
  ...fewFigures,
  deployed: 34,
  finished: 36,
  firstTimeRight: 31,
  duration: { medianMs: 38 * minute, p90Ms: 71 * minute, count: 34, ofTag: false },
  ...differing,
});

export const digestInput = (
  differing: Partial<Digest> = {},
  more: Partial<Omit<DigestInput, 'digest'>> = {},
): DigestInput => ({ say, rhythm: 'daily', digest: digestFigures(differing), waiting: 2, ...more });

const clusterState = (name: string, ...given: Parameters<typeof clusterData>) => ({
  name: `failure-cluster: ${name}`,
  render: () => renderCard(failureClusterCard, clusterData(...given)),
});

const digestState = (name: string, ...given: Parameters<typeof digestInput>) => ({
  name: `digest: ${name}`,
  render: () => renderCard(digestCard, digestData(digestInput(...given))),
});

const timeout = {
  cause: { kind: 'code', name: '0x800705B4' },
  sample: 'Enrollment status page timed out during device setup (Apps). Error 0x800705B4',
} as const;
const acknowledged = { name: 'Anna Lindqvist', at: now - 10 * minute };
const muted = { name: 'Marcus Okafor', until: now + 24 * hour };

export const alertShowcase = [
  clusterState('an app on four devices'),
  clusterState('a code on many, looked after and muted', {
    ...timeout,
    devices: failedDevices(23),
    acknowledged,
    muted,
  }),
  digestState('of a day'),
  digestState('of a week', { openFailures: [] }, { rhythm: 'weekly', waiting: 0 }),
];

export const alertStates = [
  {
    name: 'failure-cluster: that nobody was told of',
    render: () => renderCard(failureClusterCard, untold()),
  },
  clusterState('for whoever may not mute', {}, { mayMute: false }),
  clusterState('one device of it', { devices: failedDevices(1) }),
  clusterState('a code that nobody knows', { ...timeout }, { explanation: undefined }),
  clusterState('devices without tag', {
    devices: failedDevices(3).map(({ serial, failedAt }) => ({ serial, failedAt })),
  }),
  digestState(
    'one of each',
    { deployed: 1, finished: 1, firstTimeRight: 1, openFailures: failedDevices(1) },
    { waiting: 1 },
  ),
  digestState('failures only', { deployed: 0, finished: 0, firstTimeRight: 0 }),
];

/** What the tenant and people could have written. */
export function hostileAlerts(text: string) {
  const named = JSON.stringify(text.slice(0, 20));
  const devices = failedDevices(14, { serial: text, groupTag: text });
  const by = { acknowledged: { ...acknowledged, name: text }, muted: { ...muted, name: text } };
  return [
    clusterState(`hostile ${named}`, { cause: { kind: 'app', name: text }, sample: text, devices, ...by }),
    clusterState(`hostile code ${named}`, { cause: { kind: 'code', name: text }, sample: text, devices }),
    digestState(`hostile ${named}`, { openFailures: devices }),
  ];
}
