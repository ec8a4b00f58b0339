import type { Digest } from '../services/alerts/digest';
import { duration } from './age';
import type { Card, CardData } from './card';
import { chooseVerb, type RouteChoice } from './choices';
import template from './digest.json';
import sample from './digest.data.json';
import { failureRows, type ShownFailure } from './failed-devices';
import type { Say } from './messages';
import type { Button } from './status-verbs';

export interface DigestData extends CardData {
  readonly title: string;
  readonly figures: readonly { readonly name: string; readonly value: string }[];
  readonly heading: string;
  readonly rows: readonly ShownFailure[];
  readonly more: string;
  readonly buttons: readonly Button<RouteChoice>[];
}

/** What happened in a day or a week, in figures. */
export const digestCard: Card<DigestData> = { id: 'digest', template, sample, verbs: [chooseVerb] };

export interface DigestInput {
  readonly say: Say;
  readonly rhythm: 'daily' | 'weekly';
  readonly digest: Digest;
  /** Requests that wait for approval. */
  readonly waiting: number;
}

const mostNamed = 5;

export function digestData({ say, rhythm, digest, waiting }: DigestInput): DigestData {
  const { openFailures, period } = digest;
  const title = say(`digest.title.${rhythm}`, { from: period.firstDay, to: period.name });
  const figures = figuresOf(say, digest, waiting);
  const named = openFailures.slice(0, mostNamed);
  const left = openFailures.length - named.length;
  return {
    summary: say('digest.summary', {
      title,
      deployed: say('digest.deployedCount', { count: digest.deployed }),
      open: say('digest.openCount', { count: openFailures.length }),
      waiting: say('digest.waitingCount', { count: waiting }),
    }),
    title,
    figures,
    heading: named.length === 0 ? '' : say('digest.heading'),
    rows: failureRows(say, named),
    more: left > 0 ? say('alerts.more', { count: left }) : '',
    buttons: buttonsOf(say, digest, waiting),
  };
}

/** The one line for a period without anything; undefined when there is something to tell. */
export function quietLine({ say, rhythm, digest, waiting }: DigestInput): string | undefined {
  const something = digest.finished + digest.openFailures.length + waiting;
  if (something > 0) return undefined;
  return say(`digest.nothing.${rhythm}`, { from: digest.period.firstDay, to: digest.period.name });
}

function figuresOf(say: Say, digest: Digest, waiting: number): DigestData['figures'] {
  const { deployed, finished, firstTimeRight, openFailures, duration: usual } = digest;
  return [
    { name: say('digest.deployed'), value: say('digest.devices', { count: deployed }) },
    ...(finished === 0
      ? []
      : [
          {
            name: say('digest.firstTimeRight'),
            value: say('digest.share', {
              percent: Math.round((firstTimeRight / finished) * 100),
              right: firstTimeRight,
              count: finished,
            }),
          },
        ]),
    ...(usual === undefined
      ? []
      : [
          {
            name: say('digest.duration'),
            value: say('digest.durationValue', {
              median: duration(say, usual.medianMs),
              p90: duration(say, usual.p90Ms),
            }),
          },
        ]),
    { name: say('digest.open'), value: say('digest.devices', { count: openFailures.length }) },
    { name: say('digest.waiting'), value: say('digest.requests', { count: waiting }) },
  ];
}

function buttonsOf(say: Say, { openFailures }: Digest, waiting: number): DigestData['buttons'] {
  const serials = openFailures.slice(0, mostNamed).map(({ serial }) => serial);
  return [
    ...(serials.length === 0 ? [] : [chooseButton(say, 'status', serials.join(', '))]),
    ...(waiting === 0 ? [] : [chooseButton(say, 'approvals', 'approvals')]),
  ];
}

function chooseButton(say: Say, command: 'status' | 'approvals', text: string): Button<RouteChoice> {
  return {
    label: say(`digest.show.${command}`),
    hint: say(`digest.showHint.${command}`),
    verb: chooseVerb,
    data: { command, text },
  };
}
