import type { Command } from '../../dialogs/command';
import { canonicalOf, clausesOf } from './canonical';
import { type Candidate, type Reader, type Reading, unknownCommand } from './reading';
import { isAssent, isForbidding, isQuestion, refusedIn, saysNothingOf } from './write-guard';

/** Below this a command is a guess. */
const sureEnough = { reading: 0.25, writing: 0.65 } as const;
/** A command must be this many times as probable as that the sentence is none; a word alone may be any word. */
const timesUnknown = { sentence: 2, word: 4 } as const;
/** A writing command must be this many times as probable as its opposite. */
const timesOpposite = 6;
const opposites: readonly (readonly [string, string])[] = [
  ['approve', 'reject'],
  ['assign-user', 'unassign-user'],
];

const nothing: Candidate = { command: unknownCommand, confidence: 1 };

const surest = ({ candidates }: Reading): Candidate => candidates[0] ?? nothing;

function oppositeOf(id: string): string | undefined {
  const pair = opposites.find((either) => either.includes(id));
  return pair?.find((other) => other !== id);
}

/** Decides what a sentence asks for. A command that writes is never chosen on a guess. */
export function createDecision(
  commands: readonly Command[],
  { read }: Reader,
): (reading: Reading) => Candidate {
  const writing = new Set(commands.filter(({ sideEffect }) => sideEffect === 'write').map(({ id }) => id));

  function isOrder({ canonical, candidates }: Reading, { command, confidence }: Candidate): boolean {
    const opposite = candidates.find((other) => other.command === oppositeOf(command))?.confidence ?? 0;
    return (
      confidence >= sureEnough.writing &&
      confidence >= opposite * timesOpposite &&
      !isQuestion(canonical) &&
      !isAssent(canonical) &&
      !saysNothingOf(canonical)
    );
  }

  function isAsked({ candidates, tokens }: Reading, { confidence }: Candidate): boolean {
    const times = tokens.length === 1 ? timesUnknown.word : timesUnknown.sentence;
    const none = candidates.find(({ command }) => command === unknownCommand)?.confidence ?? 0;
    return confidence >= sureEnough.reading && confidence >= none * times;
  }

  /** Whoever is told not to approve is not asked for the approvals either. */
  function saysNotTo({ canonical }: Reading, best: Candidate): boolean {
    const refused = refusedIn(canonical);
    return refused.has(best.command) || (refused.size > 0 && isForbidding(canonical));
  }

  /** What is left to do when a part of the sentence says what not to do: the rest of it, or to stop. */
  function besideRefusal(reading: Reading): Candidate {
    const clauses = clausesOf(reading.tokens).map((tokens) => ({
      tokens,
      refused: refusedIn(canonicalOf(tokens)),
    }));
    const kept = clauses.filter(({ refused }) => refused.size === 0);
    const rest = read(kept.flatMap(({ tokens }) => tokens));
    const wanted = surest(rest);
    const isRefused =
      kept.length === clauses.length || clauses.some(({ refused }) => refused.has(wanted.command));
    const isSure = wanted.command !== unknownCommand && wanted.confidence >= sureEnough.writing;
    if (isSure && !isRefused && (!writing.has(wanted.command) || isOrder(rest, wanted))) return wanted;
    return { command: 'cancel', confidence: surest(reading).confidence };
  }

  return (reading) => {
    const best = surest(reading);
    if (best.command === unknownCommand) return best;
    if (saysNotTo(reading, best)) return besideRefusal(reading);
    if (!writing.has(best.command)) return isAsked(reading, best) ? best : nothing;
    if (isOrder(reading, best)) return best;
    const asked = reading.candidates.find(({ command }) => !writing.has(command));
    return asked !== undefined && isAsked(reading, asked) ? asked : nothing;
  };
}
