import type { RuledGroup } from './landscape';
import type { RuleDoubt } from './rules/rule';
import { registeredRuleDevice, type KnownOfDevice, type RuleDevice } from './rules/rule-device';

interface DoubtfulGroup {
  readonly group: RuledGroup;
  readonly doubt: RuleDoubt;
}

/** Which dynamic groups a device with a tag is a member of, by their rules. */
export interface GroupsForTag {
  /** Because of the tag: without it the device would not be a member. */
  readonly byTag: readonly RuledGroup[];
  /** Whatever the tag. */
  readonly anyway: readonly RuledGroup[];
  /** Would take it in because of the tag, and take nobody in for now. */
  readonly paused: readonly RuledGroup[];
  readonly doubtful: readonly DoubtfulGroup[];
}

export type Membership = 'yes' | 'perhaps' | 'no';

export function groupsForTag(groups: readonly RuledGroup[], device: KnownOfDevice): GroupsForTag {
  const then = registeredRuleDevice(device);
  const untagged = registeredRuleDevice({ ...device, groupTag: undefined });
  const isMember = ({ rule }: RuledGroup, of: RuleDevice) => rule.verdictFor(of).type === 'yes';
  const members = groups.filter((group) => isMember(group, then));
  const tagged = members.filter((group) => !isMember(group, untagged));
  return {
    byTag: tagged.filter(({ isPaused }) => !isPaused),
    anyway: members.filter((group) => !group.isPaused && isMember(group, untagged)),
    paused: tagged.filter(({ isPaused }) => isPaused),
    doubtful: groups.flatMap((group) => {
      const verdict = group.rule.verdictFor(then);
      return verdict.type === 'unknown' && !group.isPaused ? [{ group, doubt: verdict.doubt }] : [];
    }),
  };
}

/** Tells of a group's id, in lower case; a group without a rule is none that a tag leads to. */
export function membershipIn({ byTag, anyway, doubtful }: GroupsForTag): (groupId: string) => Membership {
  const sure = new Set([...byTag, ...anyway].map(({ id }) => id));
  const perhaps = new Set(doubtful.map(({ group }) => group.id));
  return (id) => (sure.has(id) ? 'yes' : perhaps.has(id) ? 'perhaps' : 'no');
}
