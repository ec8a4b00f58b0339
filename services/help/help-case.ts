import type { UsualDuration } from '../fleet/fleet';
import type { MyState, MyStep } from '../my-devices/my-device';

/** What people may have tried before they ask. */
export const triedThings = ['restarted', 'plugged-in', 'other-network', 'waited', 'tried-again'] as const;
export type TriedThing = (typeof triedThings)[number];

/** `answered`: the person's turn; `taken`: somebody of the helpdesk is at it. */
export const helpStates = ['open', 'taken', 'answered', 'closed'] as const;
export type HelpState = (typeof helpStates)[number];

/** `take`, `answer` and `close` are the helpdesk's; who asked may `add` to it, and `settle` it: it is sorted out. */
export type HelpAct = 'take' | 'answer' | 'close' | 'add' | 'settle';

/** What was known of a device when help was asked for. Times are ms since 1970. */
export interface HelpFacts {
  readonly serial: string;
  readonly model?: string;
  readonly groupTag?: string;
  readonly state: MyState;
  /** Where its set-up stands, or stopped. */
  readonly step?: MyStep;
  readonly stepsDone: number;
  readonly steps: number;
  readonly startedAt?: number;
  readonly endedAt?: number;
  /** As Windows words it. */
  readonly failure?: string;
  readonly usual?: UsualDuration;
  readonly readAt: number;
}

export interface HelpEntry {
  readonly side: 'employee' | 'helpdesk';
  readonly author: string;
  readonly text: string;
  /** ms since 1970 */
  readonly at: number;
}

interface NamedPerson {
  /** Entra object id. */
  readonly id: string;
  readonly name: string;
}

/** Something that an employee asked the helpdesk, from the question to the end. */
export interface HelpCase {
  readonly id: number;
  readonly tenantId: string;
  readonly state: HelpState;
  /** Counts the transitions. */
  readonly revision: number;
  readonly person: NamedPerson;
  /** Their personal chat, the message in it that shows the case, and their language. */
  readonly conversationId: string;
  readonly messageId?: string;
  readonly locale: string;
  /** Empty when it is about no device. */
  readonly registrationId: string;
  readonly facts?: HelpFacts;
  readonly tried: readonly TriedThing[];
  /** Their own words; may be empty. */
  readonly said: string;
  /** Who took it. */
  readonly helper?: NamedPerson;
  /** Where the helpdesk sees it; `sentAs` is the number of the promised message. */
  readonly channel: {
    readonly conversationId: string;
    readonly locale: string;
    readonly sentAs?: number;
    readonly messageId?: string;
    /** Teams refused it, or nobody knows whether it arrived. */
    readonly hasFailed: boolean;
  };
  /** The newest, oldest first. */
  readonly entries: readonly HelpEntry[];
  /** How many more there are. */
  readonly earlierEntries: number;
  readonly correlationId: string;
  /** ms since 1970 */
  readonly createdAt: number;
  readonly changedAt: number;
}

/** Why an act is not done; nothing was changed then. */
export const helpRefusals = [
  'closed',
  'card-outdated',
  'yours-already',
  'others',
  'outside',
  'nothing-said',
] as const;
export type HelpRefusal = (typeof helpRefusals)[number];
