import type { ImportPhase, ImportView } from '../services/registration/imports/import';
import type { StoredRequest } from '../services/requests/requests';
import { age, duration, inAWhile } from './age';
import { clip } from './clip';
import { isMessageKey, type Say } from './messages';
import { importTotals } from './import-totals';
import { outcomeSentence } from './outcome';

/** The sentence that a hurried person reads, and what to know beside it. */
export interface Headline {
  readonly symbol: string;
  readonly style: string;
  readonly text: string;
  readonly notes: readonly string[];
}

export interface HeadlineInput {
  readonly say: Say;
  /** ms since 1970 */
  readonly now: number;
  readonly request: StoredRequest;
  readonly view: ImportView;
}

const looks = {
  moving: { symbol: '◐', style: 'accent' },
  good: { symbol: '✔', style: 'good' },
  warning: { symbol: '!', style: 'warning' },
  bad: { symbol: '✖', style: 'attention' },
  still: { symbol: '○', style: 'emphasis' },
} as const;

export function headlineOf(input: HeadlineInput): Headline {
  const { say, now, request, view } = input;
  const { outcome, state, command } = request;
  const look = looks[lookOf(input)];
  if (outcome !== undefined) {
    return { ...look, text: outcomeSentence(say, command, outcome, now), notes: tookNotes(say, view) };
  }
  if (state === 'withdrawn' || state === 'expired') {
    return { ...look, text: say(`request.state.${state}`), notes: [] };
  }
  return {
    ...look,
    text: phaseSentence(say, view),
    notes: [...stopNote(say, view), ...troubleNote(say, view, now), ...timeNotes(say, view, now)],
  };
}

function lookOf({ request: { state }, view }: HeadlineInput): keyof typeof looks {
  if (state === 'withdrawn' || state === 'expired') return 'still';
  if (state === 'failed') return 'bad';
  if (state === 'refused') return 'warning';
  if (state === 'done') return endLook(view);
  return view.trouble === undefined && !isSettledInPart(view) ? 'moving' : 'warning';
}

/** Profiles may be on their way for hours; what went wrong is known before. */
function isSettledInPart({ settledAt, states }: ImportView): boolean {
  return settledAt !== undefined && states.failed + states.differs > 0;
}

function endLook(view: ImportView): keyof typeof looks {
  const { wanted, done } = importTotals(view);
  if (wanted === 0) return 'still';
  if (done === wanted && view.states.differs === 0) return 'good';
  return done === 0 ? 'bad' : 'warning';
}

function phaseSentence(say: Say, view: ImportView): string {
  const { kind, phase } = view;
  if (phase === 'profiles' && isSettledInPart(view)) return say('imports.phase.profilesInPart');
  return say(kind === 'identifiers' ? identifierPhase(phase) : `imports.phase.${phase}`);
}

function identifierPhase(phase: ImportPhase) {
  const key = `imports.identifierPhase.${phase}`;
  return isMessageKey(key) ? key : (`imports.phase.${phase}` as const);
}

function stopNote(say: Say, { stoppedBy }: ImportView): readonly string[] {
  return stoppedBy === undefined ? [] : [say('imports.progress.stopping', { name: clip(stoppedBy, 80) })];
}

function troubleNote(say: Say, { trouble }: ImportView, now: number): readonly string[] {
  if (trouble === undefined) return [];
  const why = say(`imports.trouble.${trouble.failure}`);
  return [say('imports.progress.trouble', { why, when: inAWhile(say, trouble.nextTryAt - now) })];
}

function timeNotes(say: Say, view: ImportView, now: number): readonly string[] {
  const { begunAt, settledAt, usualMs } = view;
  if (begunAt === undefined) return [];
  if (settledAt !== undefined) return tookNotes(say, view);
  const began = age(say, begunAt, now);
  return usualMs === undefined
    ? [say('imports.progress.usualUnknown', { age: began })]
    : [say('imports.progress.usual', { age: began, duration: duration(say, usualMs) })];
}

function tookNotes(say: Say, { begunAt, settledAt, phase }: ImportView): readonly string[] {
  if (begunAt === undefined || settledAt === undefined) return [];
  const key = phase === 'profiles' ? 'imports.progress.tookProfiles' : 'imports.progress.took';
  return [say(key, { duration: duration(say, settledAt - begunAt) })];
}
