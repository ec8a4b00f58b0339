import { fitsConvention, type TagConvention } from '../tags/convention';
import type { Change, ChangeTarget } from './change';
import type { AutoRule, ChangeRules } from './rules';

type Asked = Pick<Change, 'kind' | 'wish' | 'requesterRole' | 'total'>;
type Judged = Pick<ChangeTarget, 'before'>;

/** Whether a rule lets a change be done without a second person. */
const judges: Readonly<
  Record<AutoRule, (change: Asked, devices: readonly Judged[], convention: TagConvention) => boolean>
> = {
  /** A first tag, as the convention has it, on devices without one. */
  'first-tag': ({ kind, wish }, devices, convention) =>
    kind === 'group-tag' &&
    wish?.['tag'] !== undefined &&
    wish['tag'] !== '' &&
    fitsConvention(wish['tag'], convention) &&
    devices.every(({ before }) => (before['tag'] ?? '') === ''),
  admin: ({ requesterRole }) => requesterRole === 'admin',
};

/** The configured rule by which a change needs no approval; none holds for one that needs two approvers. */
export function autoRuleFor(
  change: Asked,
  devices: readonly Judged[],
  rules: ChangeRules,
  convention: TagConvention,
): AutoRule | undefined {
  if (approvalsNeeded(change.total, rules) > 1) return undefined;
  return rules.autoApprove.find((rule) => judges[rule](change, devices, convention));
}

export function approvalsNeeded(devices: number, { twoApproversAbove = Infinity }: ChangeRules): number {
  return devices > twoApproversAbove ? 2 : 1;
}

/** The group tags that a change is about: whoever approves must be allowed to for each of them. */
export function tagsOf(
  { wish }: Pick<Change, 'wish'>,
  devices: readonly Pick<ChangeTarget, 'before' | 'after'>[],
) {
  const tags = devices.flatMap(({ before, after }) => [before['tag'], after['tag']]);
  return [...new Set([wish?.['tag'], ...tags].filter((tag) => tag !== undefined && tag !== ''))] as string[];
}
