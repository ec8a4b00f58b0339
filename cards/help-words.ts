import type { HelpEntry, HelpFacts, TriedThing } from '../services/help/help-case';
import { duration } from './age';
import { dateText } from './audit-words';
import { clip } from './clip';
import type { Say } from './messages';

/** A line of what is known. */
export interface HelpRow {
  readonly label: string;
  readonly value: string;
}

/** Something that was said. */
export interface HelpSaid {
  readonly who: string;
  readonly text: string;
}

const longestName = 80;
const longestText = 600;
const longestFailure = 300;

export const nameWords = (name: string): string => clip(name, longestName);

export function momentWords(say: Say, at: number): string {
  return say('help-case.moment', { date: dateText(at) });
}

export function deviceWords(say: Say, { serial, model }: Pick<HelpFacts, 'serial' | 'model'>): string {
  const named = { serial: clip(serial, longestName), model: clip(model ?? '', longestName) };
  return say(model === undefined ? 'help-case.serial' : 'help-case.device', named);
}

export function failureWords({ failure = '' }: Pick<HelpFacts, 'failure'>): string {
  return clip(failure, longestFailure);
}

export function triedWords(say: Say, tried: readonly TriedThing[]): string {
  return tried.length === 0
    ? say('get-help.tried.nothing')
    : tried.map((each) => say(`get-help.tried.${each}`)).join(', ');
}

/** When the set-up began and ended, in a row each. */
export function timeRows(say: Say, { startedAt, endedAt }: HelpFacts): readonly HelpRow[] {
  return [
    ...(startedAt === undefined
      ? []
      : [{ label: say('help-case.fact.startedAt'), value: momentWords(say, startedAt) }]),
    ...(endedAt === undefined
      ? []
      : [{ label: say('help-case.fact.endedAt'), value: momentWords(say, endedAt) }]),
  ];
}

export function usualRows(say: Say, { usual }: HelpFacts): readonly HelpRow[] {
  if (usual === undefined) return [];
  const spans = { median: duration(say, usual.medianMs), p90: duration(say, usual.p90Ms) };
  const key = usual.ofTag ? 'help-case.usualOfTag' : 'help-case.usual';
  return [{ label: say('help-case.fact.usual'), value: say(key, { ...spans, count: usual.count }) }];
}

export function saidRows(say: Say, entries: readonly HelpEntry[]): readonly HelpSaid[] {
  return entries.map(({ side, author, text, at }) => ({
    who: say(`help-case.by.${side}`, { name: nameWords(author), at: momentWords(say, at) }),
    text: clip(text, longestText),
  }));
}
