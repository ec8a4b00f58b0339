import type { CloudAdapter } from 'botbuilder';
import { type Middleware } from 'botbuilder';

const outgoingTimeoutMs = 8000;

interface Pipeline {
  removePolicy(options: { name: string }): unknown;
  addPolicy(policy: {
    name: string;
    sendRequest(request: { timeout: number }, next: (request: unknown) => unknown): unknown;
  }): void;
}

/**
 * The SDK sends without any time-out and repeats POSTs on 5xx, which can show a message twice; its own options for
 * both are ignored in 4.23.3, so the turn's connector client is changed in place.
 */
export function boundOutgoingCalls(adapter: CloudAdapter, timeoutMs = outgoingTimeoutMs): Middleware {
  return {
    async onTurn(context, next) {
      const client: unknown = context.turnState.get(adapter.ConnectorClientKey);
      const pipeline = (client as { client?: { pipeline?: Pipeline } } | undefined)?.client?.pipeline;
      pipeline?.removePolicy({ name: 'defaultRetryPolicy' });
      pipeline?.addPolicy({
        name: 'outgoingTimeout',
        sendRequest(request, send) {
          request.timeout = timeoutMs;
          return send(request);
        },
      });
      await next();
    },
  };
}
