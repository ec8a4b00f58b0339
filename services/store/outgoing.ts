import type { Tx } from './store';

/** A message promised to a conversation; `activity` is the bot framework's own and opaque here. */
export type PromisedMessage = {
  readonly tenantId: string;
  readonly conversationId: string;
  readonly correlationId: string;
} & (
  | { readonly action: 'send'; readonly activity: object }
  | { readonly action: 'edit'; readonly targetId: string; readonly activity: object }
  | { readonly action: 'delete'; readonly targetId: string }
);

/** Keeps a message in the transaction that promises it; whatever happens to the process, it will be delivered. */
export type PromiseMessage = (tx: Tx, message: PromisedMessage) => Promise<void>;
