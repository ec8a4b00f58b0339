import type { TrailChange, TrailEntry, TrailKey } from '../services/audit/trail-entry';
import type { IntunePart, TrailPage } from '../services/audit/trail';
import { age } from './age';
import template from './audit.json';
import sample from './audit.data.json';
import { auditVerbs, type AuditPageData, type AuditSubjectData } from './audit-verbs';
import { dateText, whatWasDone } from './audit-words';
import type { Card, CardData } from './card';
import { clip } from './clip';
import { failureClause } from './failure';
import { joined } from './joined';
import { sayIfKnown, type Say } from './messages';
import type { Button } from './status-verbs';

interface ShownEntry {
  readonly symbol: string;
  readonly colour: string;
  readonly who: string;
  readonly what: string;
  readonly changes: readonly { readonly text: string }[];
  readonly facts: string;
}

export interface AuditData extends CardData {
  readonly title: string;
  readonly notes: readonly { readonly text: string }[];
  readonly empty: string;
  readonly rows: readonly ShownEntry[];
  readonly reach: string;
  readonly buttons: readonly Button<AuditSubjectData | AuditPageData>[];
}

/** Who did what to a device, or what a person did: newest first, a page at a time. */
export const auditCard: Card<AuditData> = {
  id: 'audit',
  template,
  sample,
  verbs: Object.values(auditVerbs),
};

/** Whose history it is: of devices, of somebody by name, or of whoever asks. */
export type AuditTitle =
  | { readonly type: 'devices'; readonly serials: readonly string[] }
  | { readonly type: 'person'; readonly id: string; readonly name: string; readonly isSelf: boolean };

export interface AuditInput {
  readonly say: Say;
  /** ms since 1970 */
  readonly now: number;
  readonly subject: AuditTitle;
  readonly page: TrailPage;
  readonly canSave: boolean;
  /** When the message named more serial numbers than are read at once. */
  readonly tooMany?: { readonly named: number; readonly limit: number };
}

const mostChanges = 4;
const longestValue = 60;
const longestName = 80;
const mostNamed = 3;

const looks = {
  done: { symbol: '✔', colour: 'Good' },
  failed: { symbol: '✖', colour: 'Attention' },
  refused: { symbol: '!', colour: 'Attention' },
  unknown: { symbol: '?', colour: 'Default' },
} as const;

export function auditData({ say, now, subject, page, canSave, tooMany }: AuditInput): AuditData {
  const title = titleOf(say, subject);
  const namesDevice = subject.type === 'person' || subject.serials.length > 1;
  const rows = page.entries.map((entry) => rowOf(say, entry, now, namesDevice));
  const empty = rows.length === 0 ? say('audit.empty') : '';
  const notes = [
    ...intuneNote(say, page.intune, now),
    ...(tooMany === undefined ? [] : [say('table.tooMany', tooMany)]),
  ];
  const [first] = rows;
  const news = first === undefined ? empty : say('audit.latest', { what: first.what, who: first.who });
  return {
    summary: [say('audit.summary', { title, news }), ...notes].join(' '),
    title,
    notes: notes.map((text) => ({ text })),
    empty,
    rows,
    reach: say('audit.reach'),
    buttons: buttonsOf(say, subject, page, canSave && rows.length > 0),
  };
}

function titleOf(say: Say, subject: AuditTitle): string {
  if (subject.type === 'devices') {
    const shown = subject.serials.slice(0, mostNamed).map((serial) => clip(serial, longestValue));
    const more = subject.serials.length - shown.length;
    const serials = shown.join(', ');
    return more > 0 ? say('audit.titleMore', { serials, count: more }) : say('audit.title', { serials });
  }
  if (subject.isSelf) return say('audit.titleSelf');
  return say('audit.titlePerson', { name: clip(subject.name || subject.id, longestName) });
}

function rowOf(say: Say, entry: TrailEntry, now: number, namesDevice: boolean): ShownEntry {
  const { key, changes } = entry;
  const shown = changes.slice(0, mostChanges).map((change) => ({ text: changeText(say, change) }));
  const left = changes.length - shown.length;
  const role = entry.source === 'bot' ? say(`roles.${entry.role}`) : '';
  return {
    ...looks[entry.result],
    who: joined(say, [clip(entry.who, longestName) || say('audit.nobody'), role]),
    what: whatWasDone(say, entry),
    changes: left > 0 ? [...shown, { text: say('audit.moreChanges', { count: left }) }] : shown,
    facts: joined(say, [
      key.at > 0 ? say('audit.when', { age: age(say, key.at, now), date: dateText(key.at) }) : '',
      say(`audit.result.${entry.result}`),
      say(`audit.source.${entry.source}`),
      namesDevice ? clip(entry.serial, longestValue) : '',
      entry.source === 'bot' && entry.requestId !== undefined
        ? say('audit.request', { id: entry.requestId })
        : '',
    ]),
  };
}

function changeText(say: Say, { name, before, after }: TrailChange): string {
  const field = sayIfKnown(say, `audit.field.${name}`, clip(name, longestValue));
  const value = (text: string | undefined) =>
    text === undefined ? say('audit.nothing') : clip(text, longestValue);
  return before === undefined
    ? say('audit.set', { field, after: value(after) })
    : say('audit.changed', { field, before: value(before), after: value(after) });
}

/** What to know of Intune's part when it is not whole. */
export function intuneNote(say: Say, intune: IntunePart, now: number): readonly string[] {
  switch (intune.state) {
    case 'read':
      return [];
    case 'unreadable':
      return [say('audit.intuneUnreadable', { why: failureClause(say, intune.failure) })];
    case 'incomplete': {
      const { readBackTo } = intune;
      if (readBackTo === undefined) return [say('audit.intuneIncomplete')];
      return [say('audit.intuneBackTo', { age: age(say, readBackTo, now), date: dateText(readBackTo) })];
    }
  }
}

function buttonsOf(say: Say, subject: AuditTitle, page: TrailPage, canSave: boolean): AuditData['buttons'] {
  const whose: AuditSubjectData =
    subject.type === 'devices' ? { serials: subject.serials } : { person: subject.id };
  const turn = (direction: 'newer' | 'older', key: TrailKey): Button<AuditPageData> => ({
    label: say(`audit.${direction}`),
    hint: say(`audit.${direction}Hint`),
    verb: auditVerbs.page,
    data: { ...whose, direction, ...key },
  });
  const [first, last] = [page.entries[0], page.entries.at(-1)];
  return [
    ...(page.hasNewer && first !== undefined ? [turn('newer', first.key)] : []),
    ...(page.hasOlder && last !== undefined ? [turn('older', last.key)] : []),
    ...(canSave
      ? [{ label: say('audit.save'), hint: say('audit.saveHint'), verb: auditVerbs.save, data: whose }]
      : []),
  ];
}
