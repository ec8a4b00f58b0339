import type { Conversations } from '../store/conversations';
import type { PromiseMessage } from '../store/outgoing';
import type { Db } from '../store/store';

interface Arrival {
  readonly tenantId: string;
  /** What was installed into: a personal chat, a group chat, a team. */
  readonly into: string;
  /** Where it is answered. */
  readonly conversationId: string;
  readonly correlationId: string;
}

/** Introduces the bot wherever it is installed, once for each installation however often Teams tells of it. */
export interface Welcomes {
  /** Promises the introduction, unless this place had it. */
  arrived(arrival: Arrival, introduction: object): Promise<void>;
  /** The bot was removed: nothing is sent there any more, and whoever installs it again is greeted again. */
  removed(arrival: Omit<Arrival, 'correlationId'>): Promise<void>;
}

interface WelcomeParts {
  readonly db: Db;
  readonly promise: PromiseMessage;
  readonly conversations: Conversations;
}

export function createWelcomes({ db, promise, conversations }: WelcomeParts): Welcomes {
  return {
    arrived: ({ tenantId, into, conversationId, correlationId }, activity) =>
      db.transaction().execute(async (tx) => {
        const first = await tx
          .insertInto('welcomes')
          .values({ tenant_id: tenantId, conversation_id: into })
          .onConflict((conflict) => conflict.doNothing())
          .returning('conversation_id')
          .executeTakeFirst();
        if (first === undefined) return;
        await promise(tx, { tenantId, conversationId, correlationId, action: 'send', activity });
      }),
    async removed({ tenantId, into, conversationId }) {
      await db
        .deleteFrom('welcomes')
        .where('tenant_id', '=', tenantId)
        .where('conversation_id', '=', into)
        .execute();
      await conversations.refused(tenantId, conversationId);
    },
  };
}
