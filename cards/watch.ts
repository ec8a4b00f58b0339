import type { UsualDuration } from '../services/fleet/fleet';
import type { Begun } from '../services/watching/asking';
import type { QuietHours } from '../services/watching/quiet-hours';
import type { NewsFacts, Watch } from '../services/watching/watch';
import { age, duration } from './age';
import type { Card, CardData } from './card';
import { clip } from './clip';
import type { Say } from './messages';
import type { Button } from './status-verbs';
import template from './watch.json';
import sample from './watch.data.json';
import { watchVerbs, type WatchStop } from './watch-verbs';

interface Line {
  readonly text: string;
}

export interface WatchData extends CardData {
  readonly title: string;
  readonly text: string;
  readonly devices: readonly Line[];
  readonly notes: readonly Line[];
  readonly by: string;
  readonly buttons: readonly Button<WatchStop>[];
}

/** What somebody is told about from now on, or no more. */
export const watchCard: Card<WatchData> = { id: 'watch', template, sample, verbs: [watchVerbs.stop] };

export interface WatchInput {
  readonly say: Say;
  readonly now: number;
  readonly begun: readonly Begun[];
  /** Where it was asked for; own devices are told of in the personal chat. */
  readonly isPersonal: boolean;
  /** The number by which people know the import. */
  readonly importNumber?: number | undefined;
  readonly usual?: UsualDuration | undefined;
  readonly quiet?: QuietHours | undefined;
  /** What could not be watched, a sentence each. */
  readonly others?: readonly string[];
}

const mostDevices = 5;

export function watchData(input: WatchInput): WatchData {
  const { say, now, begun, others = [] } = input;
  const title = say('watch.title');
  const text = whatIsTold(input);
  const devices = isOwnAmongOthers(input) ? [] : begun.flatMap((each) => each.devices);
  const watch = begun[0]?.watch;
  const more = devices.length - mostDevices;
  return {
    summary: say('watch.summary', { title, text }),
    title,
    text,
    devices: [
      ...devices.slice(0, mostDevices).map((facts) => ({ text: deviceName(say, facts) })),
      ...(more > 0 ? [{ text: say('watch.more', { count: more }) }] : []),
    ],
    notes: [...notesOf(input), ...others].map((note) => ({ text: note })),
    by: watch === undefined ? '' : askedBy(say, watch, now),
    buttons:
      begun.length === 0
        ? []
        : [
            stopButton(
              say,
              begun.map((each) => each.watch.id),
            ),
          ],
  };
}

/** The card after its button was pressed. */
export function stoppedData(say: Say, watches: readonly Watch[], now: number): WatchData {
  const [watch] = watches;
  const isMine = watches.every(({ kind }) => kind === 'mine');
  const title = say('watch.stoppedTitle');
  const text = say(isMine ? 'watch.stoppedMine' : 'watch.stopped');
  const by = watch === undefined ? '' : askedBy(say, watch, now);
  return {
    summary: say('watch.summary', { title, text }),
    title,
    text,
    devices: [],
    notes: [],
    by,
    buttons: [],
  };
}

export function stopButton(say: Say, ids: readonly number[]): Button<WatchStop> {
  return {
    label: say('watch.stop'),
    hint: say('watch.stopHint'),
    verb: watchVerbs.stop,
    data: { ids },
  };
}

function whatIsTold({ say, begun, isPersonal, importNumber }: WatchInput): string {
  const [first] = begun;
  const count = begun.reduce((sum, each) => sum + each.count, 0);
  switch (first?.watch.kind) {
    case 'tag':
      return say('watch.tag', { count, tag: clip(first.watch.subject, 80) });
    case 'import':
      return say(count === 0 ? 'watch.importSoon' : 'watch.import', {
        count,
        number: importNumber ?? first.watch.subject,
      });
    case 'serial':
      return say('watch.serial', { count });
    case 'mine':
    case undefined:
      return say(isPersonal ? 'watch.mine' : 'watch.mineElsewhere', { count });
  }
}

/** Others read along: what somebody's own devices are is for the personal chat. */
function isOwnAmongOthers({ begun, isPersonal }: WatchInput): boolean {
  return !isPersonal && begun.some(({ watch }) => watch.kind === 'mine');
}

function notesOf(input: WatchInput): readonly string[] {
  const { say, begun, quiet } = input;
  const usual = isOwnAmongOthers(input) ? undefined : input.usual;
  const kind = begun[0]?.watch.kind;
  const isGroup = kind === 'tag' || kind === 'import';
  const times = usual && { median: duration(say, usual.medianMs), p90: duration(say, usual.p90Ms) };
  return [
    ...(isGroup ? [say('watch.gathered')] : []),
    ...(times === undefined ? [] : [say('watch.usual', times)]),
    ...(quiet === undefined
      ? []
      : [say('watch.quiet', { from: clock(quiet.fromMinute), to: clock(quiet.toMinute) })]),
  ];
}

function deviceName(say: Say, { serial, model = '' }: NewsFacts): string {
  const shown = clip(serial, 60);
  return model === '' ? shown : say('watch.device', { model: clip(model, 80), serial: shown });
}

function askedBy(say: Say, { person, since }: Watch, now: number): string {
  return say('watch.by', { name: clip(person.name, 80), age: age(say, since, now) });
}

/** "07:00" */
function clock(minute: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
