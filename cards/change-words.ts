import type { ChangeView, NamedPerson } from '../services/changes/change';
import type { KindId } from '../services/changes/kinds';
import type { Values } from '../services/changes/kinds/kind';
import { dateText } from './audit-words';
import { clip } from './clip';
import { sayIfKnown, type MessageKey, type Say } from './messages';

const longestValue = 64;
const longestSerial = 40;
const longestName = 60;
const longestReason = 300;

/** What of its values a kind is told by, as people read it; the empty text for nothing. */
const tellingValues: Readonly<Record<KindId, string>> = {
  'group-tag': 'tag',
  'assigned-user': 'user',
  deregister: 'registration',
  'next-enrolment': 'nextEnrolment',
};

/** What the change does, in a few words: "Group tag UK-Corp-Laptop for 3 devices". */
export function changeTitle(say: Say, view: ChangeView): string {
  const devices = devicesWords(say, view);
  if (view.undoes !== undefined) return say('change.title.undo', { id: view.undoes, devices });
  const value = tellingValue(view.kind, view.wish ?? view.targets[0]?.after ?? {});
  const key = `change.title.${view.kind}.${value === '' ? 'clear' : 'set'}`;
  return say(key as MessageKey, { value: clip(value, longestValue), devices });
}

/** The one device by its serial number, several by their number. */
export function devicesWords(say: Say, { total, targets: [first] }: ChangeView): string {
  if (total === 1 && first !== undefined) return serialWords(first.serial);
  return say('change.devices', { count: total });
}

export function serialWords(serial: string): string {
  return clip(serial, longestSerial);
}

/** Their values are words of Graph or ours; those of the others are written by people. */
const worded: readonly KindId[] = ['deregister', 'next-enrolment'];

/** A value as a person reads it: what has a word of its own ("no tag", "blocked") by that. */
export function valueWords(say: Say, kind: KindId, values: Values): string {
  const value = tellingValue(kind, values);
  const fallback = clip(value, longestValue);
  if (value !== '' && !worded.includes(kind)) return fallback;
  return sayIfKnown(say, `change.value.${kind}.${value === '' ? 'none' : value}`, fallback);
}

function tellingValue(kind: KindId, values: Values): string {
  return (values[tellingValues[kind]] ?? '').trim();
}

export function personWords(say: Say, person: NamedPerson | undefined): string {
  return clip(person?.name.trim() ?? '', longestName) || say('change.somebody');
}

/** "Anna, Marcus" */
export function approverWords(say: Say, { approvals }: ChangeView): string {
  return approvals.map((person) => personWords(say, person)).join(', ');
}

export function reasonWords({ reason = '' }: ChangeView): string {
  return clip(reason.trim(), longestReason);
}

/** `at` in ms since 1970: "2026-11-26 14:30 UTC"; a card may be read long after it was sent. */
export function untilWords(say: Say, at: number): string {
  return say('change.until', { date: dateText(at) });
}
