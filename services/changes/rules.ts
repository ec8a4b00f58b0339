/** Named rules by which a change needs no second person; what they ask stands in approval-policy.ts. */
export const autoRules = ['first-tag', 'admin'] as const;
export type AutoRule = (typeof autoRules)[number];

/** How changes are approved here, as configured. */
export interface ChangeRules {
  /** The conversation in which admins see what is asked for in personal chats. */
  readonly approvalsConversation?: string;
  readonly autoApprove: readonly AutoRule[];
  /** Changes of more devices need a second approver. */
  readonly twoApproversAbove?: number;
  /** Only members of these Entra groups approve changes from or to a tag that begins so; case does not count. */
  readonly approvers: readonly { readonly prefix: string; readonly groups: readonly string[] }[];
  readonly remindAfterHours: number;
  readonly expireAfterHours: number;
  /** How long the effect of a change is waited for. */
  readonly proveWithinMinutes: number;
  readonly undoWithinHours: number;
}

export const usualRules: ChangeRules = {
  autoApprove: [],
  approvers: [],
  remindAfterHours: 24,
  expireAfterHours: 72,
  proveWithinMinutes: 120,
  undoWithinHours: 24,
};

/** How many devices one request may name. */
export const mostDevices = 500;
