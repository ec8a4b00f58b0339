import type { ChangeState, ChangeView } from '../services/changes/change';
import { changeTally } from './change-tally';
import type { Say } from './messages';

/** A mark on the way of a change; the symbol carries the state, colour only helps. */
export interface ChangeStep {
  readonly symbol: string;
  readonly colour: string;
  readonly label: string;
}

const marks = {
  done: { symbol: '✔', colour: 'Good' },
  now: { symbol: '●', colour: 'Accent' },
  open: { symbol: '○', colour: 'Default' },
  // Yellow is next to invisible on a white card.
  partly: { symbol: '!', colour: 'Attention' },
  stopped: { symbol: '✖', colour: 'Attention' },
} as const;
type Mark = keyof typeof marks;

const names = ['asked', 'approved', 'written', 'proven'] as const;

/** How far a state has come, step by step; a change that ended without effect is on no way any more. */
const ways: Readonly<Record<ChangeState, readonly Mark[]>> = {
  draft: ['now', 'open', 'open', 'open'],
  'awaiting-approval': ['done', 'now', 'open', 'open'],
  approved: ['done', 'done', 'now', 'open'],
  applying: ['done', 'done', 'now', 'open'],
  applied: ['done', 'done', 'done', 'now'],
  proven: ['done', 'done', 'done', 'done'],
  failed: ['done', 'done', 'done', 'stopped'],
  stale: ['done', 'partly', 'open', 'open'],
  rejected: [],
  withdrawn: [],
  expired: [],
  undone: [],
};

/** Asked → Approved → Written → Proven; without the second where nobody has to approve. */
export function changeSteps(say: Say, view: ChangeView, needsApproval = true): readonly ChangeStep[] {
  const hasApproval = needsApproval && view.autoRule === undefined;
  return names.flatMap((name, at) => {
    const mark = ways[view.state][at];
    if (mark === undefined || (name === 'approved' && !hasApproval)) return [];
    return [{ ...marks[markOf(view, name, mark)], label: say(`change.step.${name}`) }];
  });
}

/** A step that not all devices came to is not simply done. */
function markOf(view: ChangeView, name: (typeof names)[number], mark: Mark): Mark {
  if (name === 'asked' || name === 'approved') return mark;
  const tally = changeTally(view);
  if (mark === 'stopped') return tally.written === 0 ? 'open' : 'stopped';
  if (mark !== 'done' || tally[name] === view.total) return mark;
  return tally[name] === 0 ? 'stopped' : 'partly';
}
