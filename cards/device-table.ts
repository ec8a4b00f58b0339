import type { GraphFailure } from '../services/graph/graph-failure';
import type { Card, CardData } from './card';
import {
  deviceReason,
  layerLooks,
  modelAndTag,
  overallLooks,
  type AssessedDevice,
  type Look,
} from './assessed-device';
import { clip } from './clip';
import template from './device-table.json';
import sample from './device-table.data.json';
import { failureAdvice, failureClause } from './failure';
import { joined } from './joined';
import { chooseVerb, type RouteChoice } from './choices';
import type { Say } from './messages';
import { statusVerbs, type Button, type StatusList, type StatusOpen } from './status-verbs';
import { tagButton } from './tag-button';

/** What was found for one serial number; the first device is the one shown. */
export type TableRow =
  | { readonly type: 'found'; readonly serial: string; readonly devices: readonly AssessedDevice[] }
  | { readonly type: 'not-found'; readonly serial: string; readonly didYouMean: readonly string[] }
  | { readonly type: 'outside'; readonly serial: string; readonly tagPrefixes: readonly string[] }
  | { readonly type: 'failed'; readonly serial: string; readonly failure: GraphFailure };

interface ShownRow {
  readonly serial: string;
  readonly device: string;
  readonly symbol: string;
  readonly state: string;
  readonly colour: string;
  readonly ink: string;
  readonly why: string;
  readonly open: Button<StatusOpen>;
}

export interface DeviceTableData extends CardData {
  readonly title: string;
  readonly tally: string;
  readonly columns: { readonly device: string; readonly state: string };
  readonly rows: readonly ShownRow[];
  /** What to do about the rows that failed, once per kind of failure. */
  readonly advice: readonly { readonly text: string }[];
  readonly note: string;
  readonly refresh: Button<StatusList>;
  /** None, or the one that goes on to a request. */
  readonly give: readonly Button<RouteChoice>[];
}

/** Several serial numbers, a row each. */
export const deviceTableCard: Card<DeviceTableData> = {
  id: 'device-table',
  template,
  sample,
  verbs: [statusVerbs.open, statusVerbs.list, chooseVerb],
};

export interface DeviceTableInput {
  readonly say: Say;
  /** ms since 1970 */
  readonly now: number;
  readonly rows: readonly TableRow[];
  /** When the message named more serial numbers than are read at once. */
  readonly tooMany?: { readonly named: number; readonly limit: number };
}

export function deviceTableData({ say, now, rows, tooMany }: DeviceTableInput): DeviceTableData {
  const serials = rows.map(({ serial }) => serial);
  const shown = rows.map((row) => ({ ...rowWords(say, row, now), ...openRow(say, row.serial, serials) }));
  const advice = failureAdvice(
    say,
    rows.flatMap((row) => (row.type === 'failed' ? [row.failure] : [])),
  );
  const title = say('table.title', { count: rows.length });
  const tally = tallyOf(
    say,
    shown.map(({ state }) => state),
  );
  return {
    summary: [say('table.summary', { title, tally }), ...advice].join(' '),
    title,
    tally,
    columns: { device: say('table.device'), state: say('table.state') },
    rows: shown,
    advice: advice.map((text) => ({ text })),
    note: tooMany === undefined ? '' : say('table.tooMany', tooMany),
    refresh: {
      label: say('card.refresh'),
      hint: say('card.refreshListHint'),
      verb: statusVerbs.list,
      data: { serials },
    },
    give: tagButton(
      say,
      rows.flatMap(({ type, serial }) => (type === 'found' ? [serial] : [])),
    ),
  };
}

type RowWords = Pick<ShownRow, 'device' | 'symbol' | 'state' | 'colour' | 'ink' | 'why'>;

function rowWords(say: Say, row: TableRow, now: number): RowWords {
  switch (row.type) {
    case 'found':
      return foundWords(say, row.devices, now);
    case 'not-found': {
      const guess = row.didYouMean.slice(0, 3).map((serial) => clip(serial, 40));
      const why =
        guess.length === 0
          ? say('table.checkSerial')
          : say('table.didYouMean', { serials: guess.join(', ') });
      return { device: '', why, ...stateOf(say('table.notFound'), layerLooks.unknown) };
    }
    case 'outside': {
      const why = say('table.outsideWhy', { prefixes: row.tagPrefixes.join(', ') });
      return { device: '', why, ...stateOf(say('table.outside'), layerLooks.unknown) };
    }
    case 'failed':
      return {
        device: '',
        why: failureClause(say, row.failure),
        ...stateOf(say('table.failed'), layerLooks.unknown),
      };
  }
}

function foundWords(say: Say, [first, ...others]: readonly AssessedDevice[], now: number): RowWords {
  if (first === undefined)
    return {
      device: '',
      why: say('table.checkSerial'),
      ...stateOf(say('table.notFound'), layerLooks.unknown),
    };
  const why = deviceReason(say, first.readiness, now);
  const more = others.length === 0 ? '' : say('table.more', { count: others.length });
  return {
    device: modelAndTag(say, first.status),
    why: joined(say, [why, more]),
    ...stateOf(say(`overall.${first.overall}`), overallLooks[first.overall]),
  };
}

function stateOf(state: string, { symbol, colour, ink }: Look): Omit<RowWords, 'device' | 'why'> {
  return { symbol, state, colour, ink };
}

function openRow(say: Say, serial: string, serials: readonly string[]): Pick<ShownRow, 'serial' | 'open'> {
  const label = clip(serial, 60);
  return {
    serial: label,
    open: {
      label,
      hint: say('table.openHint', { serial: label }),
      verb: statusVerbs.open,
      data: { serial, serials },
    },
  };
}

/** "2 Ready · 1 Needs help" */
function tallyOf(say: Say, states: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const state of states) counts.set(state, (counts.get(state) ?? 0) + 1);
  return joined(
    say,
    [...counts].map(([state, count]) => say('table.tally', { count, state })),
  );
}
