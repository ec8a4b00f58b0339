import type { ClusterView } from '../services/alerts/cluster-view';
import type { Explanation } from '../services/knowledge/explain';
import { alertsVerbs, type ClusterMute, type ClusterNamed } from './alerts-verbs';
import { dateText } from './audit-words';
import type { Card, CardData } from './card';
import { chooseVerb, type RouteChoice } from './choices';
import { clip } from './clip';
import { explainButton } from './explain-button';
import { titleOf } from './explanation-words';
import { failureRows, type ShownFailure } from './failed-devices';
import template from './failure-cluster.json';
import sample from './failure-cluster.data.json';
import type { Say } from './messages';
import type { Button } from './status-verbs';

export interface FailureClusterData extends CardData {
  readonly title: string;
  readonly meaning: string;
  readonly since: string;
  readonly rows: readonly ShownFailure[];
  readonly more: string;
  /** Who did what about it. */
  readonly notes: readonly { readonly text: string }[];
  readonly buttons: readonly Button<ClusterNamed | ClusterMute | RouteChoice>[];
}

/** Devices that failed of the same cause. */
export const failureClusterCard: Card<FailureClusterData> = {
  id: 'failure-cluster',
  template,
  sample,
  verbs: [...Object.values(alertsVerbs), chooseVerb],
};

export interface FailureClusterInput {
  readonly say: Say;
  readonly view: ClusterView;
  /** Of its code, when that is known. */
  readonly explanation: Explanation | undefined;
  /** Who reads it may keep it quiet, as far as is known. */
  readonly mayMute: boolean;
}

const mostRows = 10;
const longestName = 80;
const longestPerson = 80;

export function failureClusterData(input: FailureClusterInput): FailureClusterData {
  const { say, view, explanation } = input;
  const { cause, devices } = view;
  const count = devices.length;
  const title = say(`alerts.title.${cause.kind}`, { count, name: clip(cause.name, longestName) });
  const since = dateText(view.since);
  const meaning = explanation === undefined ? '' : meaningOf(say, explanation);
  const left = count - mostRows;
  return {
    summary: [say('alerts.summary', { title, since }), meaning].filter(Boolean).join(' '),
    title,
    meaning,
    since: say('alerts.since', { since, last: dateText(devices[0]?.failedAt ?? view.since) }),
    rows: failureRows(say, devices.slice(0, mostRows)),
    more: left > 0 ? say('alerts.more', { count: left }) : '',
    notes: notesOn(say, view),
    buttons: buttonsOf(input),
  };
}

function meaningOf(say: Say, explanation: Explanation): string {
  const { written } = explanation;
  return say('alerts.meaning', { code: clip(written, longestName), meaning: titleOf(say, explanation) });
}

function notesOn(say: Say, { acknowledged, muted }: ClusterView): FailureClusterData['notes'] {
  const person = (name: string) => clip(name, longestPerson);
  return [
    ...(acknowledged === undefined
      ? []
      : [say('alerts.acknowledged', { name: person(acknowledged.name), at: dateText(acknowledged.at) })]),
    ...(muted === undefined
      ? []
      : [say('alerts.muted', { name: person(muted.name), until: dateText(muted.until) })]),
  ].map((text) => ({ text }));
}

function buttonsOf({ say, view, mayMute }: FailureClusterInput): FailureClusterData['buttons'] {
  const { id, acknowledged, muted, sample: failure } = view;
  const explain = explainButton(say, failure);
  if (id === undefined) return explain;
  const acknowledge = {
    label: say('alerts.acknowledge'),
    hint: say('alerts.acknowledgeHint'),
    verb: alertsVerbs.acknowledge,
    data: { id },
  };
  const mutes = muted === undefined ? ([1, 7] as const) : ([0] as const);
  return [
    ...(acknowledged === undefined ? [acknowledge] : []),
    ...(mayMute ? mutes.map((days) => muteButton(say, id, days)) : []),
    ...explain,
  ];
}

const muteWords = { 0: 'unmute', 1: 'muteDay', 7: 'muteWeek' } as const;

function muteButton(say: Say, id: number, days: ClusterMute['days']): Button<ClusterMute> {
  const key = `alerts.${muteWords[days]}` as const;
  return { label: say(key), hint: say(`${key}Hint`), verb: alertsVerbs.mute, data: { id, days } };
}
