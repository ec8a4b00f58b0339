import type { UsualDuration } from '../services/fleet/usual-duration';
import type { MyDevice, MyProgress, MyState } from '../services/my-devices/my-device';
import { age, duration } from './age';
import type { Card, CardData } from './card';
import { chooseVerb, type RouteChoice } from './choices';
import { clip } from './clip';
import { helpVerbs, type HelpAsk } from './help-verbs';
import type { Say } from './messages';
import template from './my-device.json';
import sample from './my-device.data.json';
import { myDeviceVerbs, type MyDeviceShow } from './my-device-verbs';
import type { Button } from './status-verbs';

interface ShownStep {
  readonly symbol: string;
  readonly colour: string;
  readonly name: string;
  readonly state: string;
}

interface OtherDevice {
  readonly text: string;
  readonly show: Button<MyDeviceShow>;
}

export interface MyDeviceData extends CardData {
  readonly title: string;
  readonly subtitle: string;
  readonly state: { readonly style: string; readonly label: string; readonly sentence: string };
  readonly stepsLabel: string;
  /** None where nothing is under way. */
  readonly steps: readonly ShownStep[];
  readonly todo: { readonly label: string; readonly text: string };
  /** Since when and how long usually, a sentence each. */
  readonly times: readonly string[];
  readonly othersLabel: string;
  readonly others: readonly OtherDevice[];
  readonly note: string;
  readonly footnote: string;
  /** What matters most comes first. */
  readonly buttons: readonly Button<MyDeviceShow | RouteChoice | HelpAsk>[];
}

/** A person's own device: how it is doing, how far it came, what to do now. */
export const myDeviceCard: Card<MyDeviceData> = {
  id: 'my-device',
  template,
  sample,
  verbs: [myDeviceVerbs.show, chooseVerb, helpVerbs.ask],
};

interface StateLooks {
  readonly symbol: string;
  readonly style: string;
  readonly showsSteps: boolean;
  readonly mayBeWatched: boolean;
  /** The way to help comes first. */
  readonly isTrouble?: true;
}

const looks: Readonly<Record<MyState, StateLooks>> = {
  'waiting-for-settings': { symbol: '○', style: 'emphasis', showsSteps: true, mayBeWatched: true },
  registered: { symbol: '○', style: 'emphasis', showsSteps: true, mayBeWatched: true },
  'setting-up': { symbol: '◐', style: 'accent', showsSteps: true, mayBeWatched: true },
  checking: { symbol: '◐', style: 'accent', showsSteps: true, mayBeWatched: true },
  ready: { symbol: '✔', style: 'good', showsSteps: false, mayBeWatched: false },
  'needs-help': { symbol: '▲', style: 'attention', showsSteps: true, mayBeWatched: true, isTrouble: true },
  'needs-look': { symbol: '▲', style: 'warning', showsSteps: false, mayBeWatched: true, isTrouble: true },
  'other-user': { symbol: '○', style: 'emphasis', showsSteps: false, mayBeWatched: false },
  unclear: { symbol: '?', style: 'warning', showsSteps: false, mayBeWatched: true },
};

const stepLooks: Readonly<Record<MyProgress['state'], { readonly symbol: string; readonly colour: string }>> =
  {
    done: { symbol: '✔', colour: 'Good' },
    now: { symbol: '◐', colour: 'Accent' },
    failed: { symbol: '▲', colour: 'Attention' },
    open: { symbol: '○', colour: 'Default' },
  };

const timed: readonly MyState[] = ['waiting-for-settings', 'registered', 'setting-up'];

const mostOthers = 12;

export interface MyDeviceInput {
  readonly say: Say;
  /** ms since 1970 */
  readonly now: number;
  readonly device: MyDevice;
  /** The person's other devices. */
  readonly others: readonly MyDevice[];
  /** Whether all of the person's devices are known. */
  readonly complete: boolean;
  readonly usual: UsualDuration | undefined;
}

export function myDeviceData({ say, now, device, others, complete, usual }: MyDeviceInput): MyDeviceData {
  const look = looks[device.state];
  const title = clip(device.model ?? say('my-device.title'), 60);
  const label = myDeviceLabel(say, device);
  const sentence = say(`my-device.sentence.${device.state}`);
  const todo = say(`my-device.todo.${device.state}`);
  return {
    summary: say('my-device.summary', { title, label, sentence, todo }),
    title,
    subtitle: say('my-device.serial', { serial: clip(device.serial, 60) }),
    state: { style: look.style, label: `${look.symbol} ${label}`, sentence },
    stepsLabel: say('my-device.steps'),
    steps: look.showsSteps ? device.steps.map((step) => shownStep(say, step)) : [],
    todo: { label: say('my-device.now'), text: todo },
    times: timesOf(say, device, usual, now),
    othersLabel: others.length === 0 ? '' : say('my-device.others', { count: others.length }),
    others: others.slice(0, mostOthers).map((other) => otherDevice(say, other)),
    note: complete ? '' : say('my-device.incomplete'),
    footnote: say('card.readAt', { age: age(say, device.readAt, now) }),
    buttons: buttonsOf(say, device),
  };
}

/** The state in a few words: "Setting up: 3 of 7 things done". */
function myDeviceLabel(say: Say, { state, steps }: Pick<MyDevice, 'state' | 'steps'>): string {
  const done = steps.filter((step) => step.state === 'done').length;
  return say(`my-device.label.${state}`, { done, all: steps.length });
}

function shownStep(say: Say, { name, state }: MyProgress): ShownStep {
  return {
    ...stepLooks[state],
    name: say(`my-device.step.${name}`),
    state: say(`my-device.stepState.${state}`),
  };
}

/** Of interest until the device is ready. */
function timesOf(
  say: Say,
  { state, startedAt }: MyDevice,
  usual: UsualDuration | undefined,
  now: number,
): readonly string[] {
  if (!timed.includes(state)) return [];
  const began = state === 'setting-up' && startedAt !== undefined;
  return [
    ...(began ? [say('my-device.since', { age: age(say, startedAt, now) })] : []),
    ...(usual === undefined ? [] : [usualSentence(say, usual)]),
  ];
}

/** "Devices like yours usually need 42 min; nine of ten are done within 1 h." */
function usualSentence(say: Say, { medianMs, p90Ms, ofTag }: UsualDuration): string {
  const values = { median: duration(say, medianMs), p90: duration(say, p90Ms) };
  return say(ofTag ? 'my-device.usual.tag' : 'my-device.usual.all', values);
}

function otherDevice(say: Say, other: MyDevice): OtherDevice {
  const serial = clip(other.serial, 60);
  const name = other.model === undefined ? serial : `${clip(other.model, 60)} (${serial})`;
  return {
    text: say('my-device.other', { name, label: myDeviceLabel(say, other) }),
    show: {
      label: say('my-device.show'),
      hint: say('my-device.showHint', { serial }),
      verb: myDeviceVerbs.show,
      data: { id: other.registrationId },
    },
  };
}

function buttonsOf(say: Say, device: MyDevice): MyDeviceData['buttons'] {
  const { registrationId: id, state } = device;
  const refresh = {
    label: say('card.refresh'),
    hint: say('my-device.refreshHint'),
    verb: myDeviceVerbs.show,
    data: { id },
  };
  const getHelp = {
    label: say('my-device.getHelp'),
    hint: say('my-device.getHelpHint'),
    verb: helpVerbs.ask,
    data: { id },
  };
  const watch = looks[state].mayBeWatched ? [watchButton(say, device)] : [];
  return looks[state].isTrouble === true ? [getHelp, refresh, ...watch] : [refresh, ...watch, getHelp];
}

function watchButton(say: Say, { serial }: MyDevice): Button<RouteChoice> {
  return {
    label: say('my-device.watch'),
    hint: say('my-device.watchHint'),
    verb: chooseVerb,
    data: { command: 'watch', text: clip(serial, 60) },
  };
}
