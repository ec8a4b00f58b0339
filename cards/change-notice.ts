import type { ChangeView, TargetState } from '../services/changes/change';
import { changeTally } from './change-tally';
import {
  approverWords,
  changeTitle,
  personWords,
  reasonWords,
  serialWords,
  untilWords,
} from './change-words';
import { escapeMarkdown } from './escape';
import type { MessageValues, Say } from './messages';

/** One message about a change; `mention` is the markup that notifies a person, and stays as it is. */
type ChangeNotice = (say: Say, view: ChangeView, mention: string) => string;

/** What is told beside the card, in messages of their own: they notify. What people and tenants wrote is escaped. */
export const changeNotices = {
  /** To the requester. */
  approved: (say, view, mention) => {
    if (view.autoRule !== undefined) return say('change.notice.approvedByRule', about(say, view, mention));
    const names = escapeMarkdown(approverWords(say, view));
    return say('change.notice.approved', { ...about(say, view, mention), names });
  },
  /** To the requester. */
  rejected: (say, view, mention) => say('change.notice.rejected', decided(say, view, mention)),
  /** Every write ended; its effect is watched. */
  applied: (say, view, mention) =>
    say(`change.notice.applied${troubledSuffix(view)}`, ended(say, view, mention)),
  /** As it was promised, on all devices or on some. */
  proven: (say, view, mention) =>
    say(
      changeTally(view).troubled > 0 ? 'change.notice.partly' : 'change.notice.proven',
      ended(say, view, mention),
    ),
  /** On no device as it was promised. */
  failed: (say, view, mention) => {
    const key = changeTally(view).written > 0 ? 'change.notice.unproven' : 'change.notice.failed';
    return say(key, ended(say, view, mention)).trim();
  },
  /** To the requester. */
  stale: (say, view, mention) => say('change.notice.stale', decided(say, view, mention)),
  /** To the requester. */
  expired: (say, view, mention) => say('change.notice.expired', about(say, view, mention)),
  /** To the requester: there is no way to the conversation in which it should be approved. */
  unseen: (say, view, mention) => say('change.notice.unseen', about(say, view, mention)),
  /** To whoever can decide; the empty mention for all of them. */
  reminder: (say, view, mention) => {
    const { expiresAt } = view;
    const until = expiresAt === undefined ? '' : untilWords(say, expiresAt);
    const key = until === '' ? 'change.notice.reminder' : 'change.notice.reminderUntil';
    const name = escapeMarkdown(personWords(say, view.requester));
    return say(key, { ...about(say, view, mention), name, until }).trim();
  },
  /** To the requester of what was undone. */
  undone: (say, view, mention) => {
    const { undoneBy } = view;
    const key = undoneBy === undefined ? 'change.notice.undone' : 'change.notice.undoneBy';
    return say(key, { ...about(say, view, mention), by: undoneBy ?? '' });
  },
} as const satisfies Readonly<Record<string, ChangeNotice>>;

function about(say: Say, view: ChangeView, mention: string): MessageValues {
  return { mention, id: view.id, title: escapeMarkdown(changeTitle(say, view)) };
}

function decided(say: Say, view: ChangeView, mention: string): MessageValues {
  const name = escapeMarkdown(personWords(say, view.by));
  const reason = escapeMarkdown(reasonWords(view));
  return { ...about(say, view, mention), name, reason: reason === '' ? say('change.noReason') : reason };
}

function ended(say: Say, view: ChangeView, mention: string): MessageValues {
  const { total } = view;
  const { written, proven, troubled } = changeTally(view);
  const counts = { total, written, proven, count: troubled };
  return { ...about(say, view, mention), ...counts, trouble: firstTrouble(say, view) };
}

function troubledSuffix(view: ChangeView): '' | 'Partly' {
  return changeTally(view).troubled > 0 ? 'Partly' : '';
}

const troubled: readonly TargetState[] = ['failed', 'skipped', 'unproven'];

/** Of one device, why it is not as it was wished; the card names the others. */
function firstTrouble(say: Say, { targets }: ChangeView): string {
  const first = targets.find(({ state, reason }) => reason !== undefined && troubled.includes(state));
  if (first?.reason === undefined) return '';
  const serial = escapeMarkdown(serialWords(first.serial));
  return say('change.notice.trouble', { serial, why: say(`change.why.${first.reason}`) });
}
