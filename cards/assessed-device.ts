import type {
  DeviceStatus,
  Layer,
  LayerName,
  LayerState,
  Readiness,
} from '../services/devices/device-status';
import type { OverallState } from '../services/devices/overall-state';
import { age } from './age';
import { clip } from './clip';
import { isMessageKey, type MessageValues, type Say } from './messages';

/** One registered device together with what the services make of it. */
export interface AssessedDevice {
  readonly status: DeviceStatus;
  readonly readiness: Readiness;
  readonly overall: OverallState;
}

/**
 * How a state looks. Symbol and words carry it, colour only helps: Teams' light yellow and green are too pale to
 * be read as text, so `ink` is for words and `colour` for the symbol beside them; `style` is a container's background.
 */
export interface Look {
  readonly symbol: string;
  readonly colour: string;
  readonly ink: string;
  readonly style: string;
}

export const layerLooks: Readonly<Record<LayerState, Look>> = {
  done: { symbol: '✔', colour: 'Good', ink: 'Default', style: 'good' },
  'in-progress': { symbol: '●', colour: 'Accent', ink: 'Accent', style: 'accent' },
  blocked: { symbol: '✖', colour: 'Attention', ink: 'Attention', style: 'attention' },
  'not-started': { symbol: '○', colour: 'Default', ink: 'Default', style: 'emphasis' },
  unknown: { symbol: '?', colour: 'Default', ink: 'Default', style: 'warning' },
};

export const overallLooks: Readonly<Record<OverallState, Look>> = {
  ready: layerLooks.done,
  'setting-up': layerLooks['in-progress'],
  'needs-help': layerLooks.blocked,
  waiting: layerLooks['not-started'],
  unknown: layerLooks.unknown,
};

/** Which state speaks for the device when layers differ, and which layer speaks when several share that state. */
const speakers: readonly (readonly [LayerState, readonly LayerName[]])[] = [
  ['blocked', ['hardware', 'entra-join', 'mdm-enrolment', 'configuration', 'ready']],
  ['in-progress', ['configuration', 'mdm-enrolment', 'entra-join', 'hardware', 'ready']],
  ['unknown', ['mdm-enrolment', 'configuration', 'entra-join', 'hardware', 'ready']],
  ['not-started', ['configuration', 'mdm-enrolment', 'entra-join', 'hardware', 'ready']],
  ['done', ['ready']],
];

/** Why the device stands as it does, in the words of the layer that tells most; empty without layers. */
export function deviceReason(say: Say, { layers }: Readiness, now: number): string {
  const [speaker] = speakers.flatMap(([state, names]) =>
    names.flatMap((name) => layers.filter((layer) => layer.state === state && layer.name === name)),
  );
  return speaker === undefined ? '' : layerReason(say, speaker, now);
}

/** Why a layer is as it is, as one clause. */
export function layerReason(say: Say, { reason, values }: Layer, now: number): string {
  return explain(say, `readiness.reason.${reason}`, values, now) ?? say('readiness.unlisted', { reason });
}

/** What to do next, in a sentence or two. */
export function nextStep(say: Say, { nextStep: step, values }: Readiness, now: number): string {
  return explain(say, `readiness.next.${step}`, values, now) ?? say('readiness.unlisted', { reason: step });
}

/** "HP EliteBook 840 G10 · UK-Corp-Laptop" */
export function modelAndTag(say: Say, { registration }: DeviceStatus): string {
  const { manufacturer = '', model = '', groupTag } = registration;
  const named = model.toLowerCase().startsWith(manufacturer.toLowerCase())
    ? model
    : `${manufacturer} ${model}`;
  return say('card.joined', {
    first: clip(named.trim(), 80) || say('status.unknownModel'),
    second: tagOf(say, groupTag),
  });
}

export function tagOf(say: Say, groupTag: string | undefined): string {
  return groupTag === undefined || groupTag === '' ? say('status.untagged') : clip(groupTag, 80);
}

/** A word of Graph in the person's language, or as Graph wrote it when the catalogue does not know it. */
export function stateWord(say: Say, topic: string, word: string): string {
  const key = `deviceState.${topic}.${word}`;
  return isMessageKey(key) ? say(key) : clip(word, 80);
}

function explain(say: Say, key: string, values: MessageValues = {}, now: number): string | undefined {
  if (!isMessageKey(key)) return undefined;
  const shown = Object.entries(values).map(([name, value]) => [name, display(say, name, value, now)]);
  return say(key, Object.fromEntries(shown) as MessageValues);
}

function display(say: Say, name: string, value: string | number, now: number): string {
  if (name.endsWith('At') && typeof value === 'number') return age(say, value, now);
  if (name === 'compliance') return stateWord(say, 'compliance', String(value));
  return clip(String(value).replace(/[\s.]+$/, ''), 160);
}
