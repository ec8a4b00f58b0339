import type { DeviceStatus } from '../services/devices/device-status';
import type { Card, CardData } from './card';
import { age } from './age';
import {
  deviceReason,
  layerLooks,
  layerReason,
  modelAndTag,
  nextStep,
  overallLooks,
  type AssessedDevice,
} from './assessed-device';
import { chooseVerb, type RouteChoice } from './choices';
import { clip } from './clip';
import { deviceFacts, type FactRow } from './device-facts';
import template from './device-status.json';
import sample from './device-status.data.json';
import { explainButton } from './explain-button';
import { joined } from './joined';
import type { Say } from './messages';
import { refreshData, sameSerial, type SameSerial } from './same-serial';
import { backToList, statusVerbs, type Button, type StatusList, type StatusRefresh } from './status-verbs';

interface TrackedLayer {
  readonly symbol: string;
  readonly colour: string;
  readonly ink: string;
  readonly name: string;
  readonly state: string;
  readonly why: string;
}

export interface DeviceStatusData extends CardData {
  readonly title: string;
  readonly subtitle: string;
  readonly state: {
    readonly symbol: string;
    readonly style: string;
    readonly label: string;
    readonly why: string;
  };
  readonly layers: readonly TrackedLayer[];
  readonly next: { readonly label: string; readonly text: string };
  readonly others: SameSerial['others'];
  readonly details: {
    readonly label: string;
    readonly hint: string;
    readonly note: string;
  };
  readonly facts: readonly FactRow[];
  readonly footnote: string;
  readonly refresh: Button<StatusRefresh>;
  /** None or one: what the failure of its deployment means. */
  readonly explain: readonly Button<RouteChoice>[];
  /** None or one: the way back to the table it was opened from. */
  readonly back: readonly Button<StatusList>[];
}

/** One registered device: how it stands, how far it came, what to do next, all that is known. */
export const deviceStatusCard: Card<DeviceStatusData> = {
  id: 'device-status',
  template,
  sample,
  verbs: [statusVerbs.refresh, statusVerbs.list, chooseVerb],
};

export interface DeviceStatusInput {
  readonly say: Say;
  /** ms since 1970 */
  readonly now: number;
  readonly device: AssessedDevice;
  /** Further registrations of the same serial number. */
  readonly others?: readonly AssessedDevice[];
  /** The table to lead back to. */
  readonly serials?: readonly string[];
}

export function deviceStatusData({
  say,
  now,
  device,
  others = [],
  serials = [],
}: DeviceStatusInput): DeviceStatusData {
  const { status, readiness, overall } = device;
  const serial = status.registration.serialNumber;
  const label = say(`overall.${overall}`);
  const why = deviceReason(say, readiness, now);
  const next = nextStep(say, readiness, now);
  const same = sameSerial({ say, now, device, others, serials });
  return {
    summary: say('status.summary', { serial: clip(serial, 60), state: label, why, next }),
    title: clip(serial, 60),
    subtitle: joined(say, [modelAndTag(say, status), same.position]),
    state: { symbol: overallLooks[overall].symbol, style: overallLooks[overall].style, label, why },
    layers: readiness.layers.map((layer) => ({
      symbol: layerLooks[layer.state].symbol,
      colour: layerLooks[layer.state].colour,
      ink: layerLooks[layer.state].ink,
      name: say(`layer.name.${layer.name}`),
      state: say(`layer.state.${layer.state}`),
      why: layerReason(say, layer, now),
    })),
    next: { label: say('card.nextStep'), text: next },
    others: same.others,
    details: {
      label: say('card.details'),
      hint: say('card.detailsHint', { serial: clip(serial, 60) }),
      note: say('card.betaNote'),
    },
    facts: deviceFacts(say, status, now),
    footnote: say('card.readAt', { age: age(say, status.readAt, now) }),
    refresh: {
      label: say('card.refresh'),
      hint: say('card.refreshHint', { serial: clip(serial, 60) }),
      verb: statusVerbs.refresh,
      data: refreshData(device, serials),
    },
    explain: explainButton(say, overall === 'ready' ? undefined : failureOf(status)),
    back: backToList(say, serials),
  };
}

function failureOf({ deployment }: DeviceStatus): string | undefined {
  return deployment.state === 'read' ? deployment.value.failure : undefined;
}
