import type { ChangeState, ChangeView } from '../services/changes/change';
import { inAWhile } from './age';
import type { ChangeOffer } from './change-buttons';
import { changeTally } from './change-tally';
import { approverWords, personWords, reasonWords, untilWords } from './change-words';
import { clip } from './clip';
import { sayIfKnown, type Say } from './messages';

/** The sentence that a hurried person reads, and what to know beside it. */
export interface ChangeHeadline {
  readonly symbol: string;
  readonly style: string;
  readonly text: string;
  readonly notes: readonly string[];
}

export interface HeadlineInput {
  readonly say: Say;
  /** ms since 1970 */
  readonly now: number;
  readonly view: ChangeView;
  readonly offer?: ChangeOffer | undefined;
}

const looks = {
  asking: { symbol: '?', style: 'accent' },
  moving: { symbol: '◐', style: 'accent' },
  good: { symbol: '✔', style: 'good' },
  warning: { symbol: '!', style: 'warning' },
  bad: { symbol: '✖', style: 'attention' },
  still: { symbol: '○', style: 'emphasis' },
} as const;

interface Spoken {
  readonly look: (view: ChangeView) => keyof typeof looks;
  readonly text: (input: HeadlineInput) => string;
  readonly notes: readonly ((input: HeadlineInput) => string)[];
}

const as = (look: keyof typeof looks) => () => look;
const ifTroubled = (look: keyof typeof looks, well: keyof typeof looks) => (view: ChangeView) =>
  changeTally(view).troubled > 0 ? look : well;

const spoken: Readonly<Record<ChangeState, Spoken>> = {
  draft: { look: as('asking'), text: draftText, notes: [] },
  'awaiting-approval': { look: as('asking'), text: awaitingText, notes: [] },
  approved: { look: as('moving'), text: approvedText, notes: [trouble] },
  applying: { look: as('moving'), text: applyingText, notes: [approvedBy, trouble] },
  applied: {
    look: ifTroubled('warning', 'moving'),
    text: appliedText,
    notes: [approvedBy, trouble, undoUntil],
  },
  proven: { look: ifTroubled('warning', 'good'), text: provenText, notes: [approvedBy, undoUntil] },
  failed: { look: as('bad'), text: failedText, notes: [approvedBy, undoUntil] },
  rejected: { look: as('bad'), text: rejectedText, notes: [({ say }) => say('change.nothingChanged')] },
  withdrawn: { look: as('still'), text: withdrawnText, notes: [] },
  expired: { look: as('still'), text: ({ say }) => say('change.state.expired'), notes: [] },
  stale: { look: as('warning'), text: ({ say }) => say('change.state.stale'), notes: [whatChanged, renew] },
  undone: { look: as('still'), text: undoneText, notes: [approvedBy] },
};

export function changeHeadline(input: HeadlineInput): ChangeHeadline {
  const { look, text, notes } = spoken[input.view.state];
  return {
    ...looks[look(input.view)],
    text: text(input),
    notes: notes.map((note) => note(input)).filter((note) => note !== ''),
  };
}

function draftText({ say, offer }: HeadlineInput): string {
  return say(offer?.needsApproval === true ? 'change.state.draftToApprove' : 'change.state.draft');
}

function awaitingText({ say, view }: HeadlineInput): string {
  const { approvals, approvalsNeeded, expiresAt } = view;
  const missing = approvalsNeeded - approvals.length;
  const until = expiresAt === undefined ? '' : untilWords(say, expiresAt);
  const waits = approvals.length > 0 ? 'waitsForMore' : missing > 1 ? 'waitsForSeveral' : 'waits';
  const key = `change.state.${waits}${until === '' ? '' : 'Until'}` as const;
  return say(key, { count: missing, until, names: approverWords(say, view) });
}

function approvedText(input: HeadlineInput): string {
  return input.say('change.state.approved', { how: approvedBy(input) });
}

function approvedBy({ say, view }: HeadlineInput): string {
  if (view.autoRule !== undefined)
    return sayIfKnown(say, `change.rule.${view.autoRule}`, say('change.rule.any'));
  return view.approvals.length === 0 ? '' : say('change.approvedBy', { names: approverWords(say, view) });
}

function applyingText({ say, view }: HeadlineInput): string {
  return say('change.state.applying', { done: changeTally(view).settled, total: view.total });
}

function appliedText({ say, view }: HeadlineInput): string {
  const { written } = changeTally(view);
  const profile = profileOf(view);
  return say(profile === '' ? 'change.state.applied' : 'change.state.appliedProfile', {
    written,
    total: view.total,
    profile,
  });
}

function provenText({ say, view }: HeadlineInput): string {
  const { proven, troubled } = changeTally(view);
  if (troubled > 0) return say('change.state.partly', { proven, total: view.total, count: troubled });
  const profile = profileOf(view);
  return profile === '' ? say('change.state.proven') : say('change.state.provenProfile', { profile });
}

function profileOf({ prospect }: ChangeView): string {
  return clip(prospect?.profile ?? '', 60);
}

function failedText({ say, view }: HeadlineInput): string {
  const { written } = changeTally(view);
  return written === 0
    ? say('change.state.failed')
    : say('change.state.unproven', { written, total: view.total });
}

function rejectedText({ say, view }: HeadlineInput): string {
  const reason = reasonWords(view);
  const key = reason === '' ? 'change.state.rejected' : 'change.state.rejectedBecause';
  return say(key, { name: personWords(say, view.by), reason });
}

function withdrawnText({ say, view }: HeadlineInput): string {
  return say('change.state.withdrawn', { name: personWords(say, view.by ?? view.requester) });
}

function undoneText({ say, view: { undoneBy } }: HeadlineInput): string {
  return undoneBy === undefined ? say('change.state.undone') : say('change.state.undoneBy', { id: undoneBy });
}

function whatChanged({ view }: HeadlineInput): string {
  return reasonWords(view);
}

function renew({ say }: HeadlineInput): string {
  return say('change.renew');
}

function trouble({ say, now, view }: HeadlineInput): string {
  if (view.trouble === undefined) return '';
  const { failure, nextTryAt } = view.trouble;
  return say('change.trouble', {
    why: say(`imports.trouble.${failure}`),
    when: inAWhile(say, nextTryAt - now),
  });
}

function undoUntil({ say, now, view }: HeadlineInput): string {
  if (view.undoUntil === undefined || now >= view.undoUntil) return '';
  return say('change.undoUntil', { until: untilWords(say, view.undoUntil) });
}
