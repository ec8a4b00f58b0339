import { CloudAdapter, type Activity, type Request, type Response, type TurnContext } from 'botbuilder';
import type { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { isLoopbackUrl } from './config-values';
import { describeError } from './failure';
import { boundOutgoingCalls } from './outgoing';
import { createSeenActivities } from './seen-activities';
import type { Log } from '../services/log';

export type TurnHandler = (request: Request, response: Response) => Promise<void>;

export interface AdapterOptions {
  readonly signIn: ConfigurationBotFrameworkAuthentication;
  /** Lower-case tenant ids whose activities are answered. */
  readonly tenants: readonly string[];
  /** Without sign-in nobody vouches for the service URL, so replies go to this machine only. */
  readonly loopbackOnly: boolean;
  /** How long a call to Teams may take. */
  readonly outgoingTimeoutMs?: number;
  readonly log: Log;
  readonly onTurn: (context: TurnContext) => Promise<void>;
  /** Tells the person that the turn failed; the failure is already in the log. */
  readonly onFailure: (context: TurnContext, error: unknown) => Promise<void>;
}

/** The door: who may speak to the bot, and each activity once. */
export function createTurnHandler(options: AdapterOptions): TurnHandler {
  const adapter = new CloudAdapter(options.signIn);
  const firstTime = createSeenActivities();
  adapter.use(boundOutgoingCalls(adapter, options.outgoingTimeoutMs));
  adapter.onTurnError = options.onFailure;
  return async (request, response) => {
    const activity = (request.body ?? {}) as Partial<Activity>;
    const refusal = refuse(activity, options);
    if (refusal !== undefined) {
      options.log.warn({ refusal, channel: activity.channelId }, 'activity refused');
      response.status(403);
      response.end();
      return;
    }
    const turn = async (context: TurnContext) => {
      const { id, conversation, type } = context.activity;
      // An invoke waits for its answer, so a repeated one is answered again; its effect is idempotent.
      if (type !== 'invoke' && id !== undefined && !firstTime(conversation.id, id)) return;
      await options.onTurn(context);
    };
    // What fails outside a turn is a body that is no activity; failures inside it are answered by onFailure.
    await adapter.process(request, response, turn).catch((error: unknown) => {
      options.log.warn({ err: describeError(error) }, 'not an activity');
      response.status(400);
      response.end();
    });
  };
}

function refuse(activity: Partial<Activity>, options: AdapterOptions): string | undefined {
  const tenants = tenantsOf(activity);
  if (tenants.length === 0) return 'no tenant';
  if (!tenants.every((tenant) => options.tenants.includes(tenant))) return 'foreign tenant';
  if (options.loopbackOnly && !isLoopbackUrl(activity.serviceUrl ?? '')) return 'foreign service URL';
  return undefined;
}

/** Teams names the tenant in two places; both must be ours. */
function tenantsOf(activity: Partial<Activity>): string[] {
  const channelData = activity.channelData as { tenant?: { id?: unknown } } | undefined;
  return [activity.conversation?.tenantId, channelData?.tenant?.id]
    .filter((tenant): tenant is string => typeof tenant === 'string' && tenant !== '')
    .map((tenant) => tenant.toLowerCase());
}
