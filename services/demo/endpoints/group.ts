import { dateTime } from '../dates';
import type { Group } from '../directory';
import { day } from '../durations';
import type { World } from '../world';

/** A group with the properties Graph returns by default and the rule of a dynamic one (graph facts §6.3). */
export function toGroup(group: Group, { epoch }: World): Record<string, unknown> {
  const isDynamic = group.rule !== undefined;
  return {
    id: group.id,
    deletedDateTime: null,
    createdDateTime: dateTime(epoch - 1_200 * day),
    displayName: group.name,
    description: group.description,
    groupTypes: isDynamic ? ['DynamicMembership'] : [],
    mail: null,
    mailEnabled: false,
    mailNickname: group.name.replaceAll(/[^A-Za-z]/g, ''),
    membershipRule: group.rule ?? null,
    membershipRuleProcessingState: isDynamic ? 'On' : null,
    securityEnabled: true,
  };
}
