import { setTimeout as pause } from 'node:timers/promises';
import { CloudAdapter, type Activity, type Request, type Response, type TurnContext } from 'botbuilder';
import type { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { readActivity } from './activity-shape';
import { arrivalOf } from './arrival';
import { correlationOf } from './correlation';
import { describeError } from '../services/redaction';
import { sendInOrder, type OutgoingOptions } from './outgoing/connector-pipeline';
import { mayBeSpokenTo, type RememberConversation } from './outgoing/remember';
import { withoutSecrets } from './secrets';
import { noTurnMeter, type ActivityOutcome, type TurnMeter } from './turn-meter';
import type { Log } from '../services/log';
import type { Arrival, Inbox } from '../services/store/inbox';

export type TurnHandler = (request: Request, response: Response) => Promise<void>;

export interface AdapterOptions {
  readonly signIn: ConfigurationBotFrameworkAuthentication;
  readonly outgoing: OutgoingOptions;
  /** Tells the person that the turn failed; the failure is already in the log. */
  readonly onFailure: (context: TurnContext, error: unknown) => Promise<void>;
}

const finishTries = 60;
const finishAgainMs = 1000;

/** The way out, for answers and for what is sent without being spoken to. */
export function createAdapter({ signIn, outgoing, onFailure }: AdapterOptions): CloudAdapter {
  const adapter = new CloudAdapter(signIn);
  adapter.use(sendInOrder(adapter, outgoing));
  adapter.use(withoutSecrets);
  adapter.onTurnError = onFailure;
  return adapter;
}

export interface DoorOptions {
  readonly adapter: CloudAdapter;
  /** Lower-case tenant ids whose activities are answered. */
  readonly tenants: readonly string[];
  /** Without sign-in nobody vouches for the service URL, so replies go to this machine only. */
  readonly loopbackOnly: boolean;
  /** Lets each activity be answered once, whichever instance it reaches. */
  readonly inbox: Inbox;
  readonly remember: RememberConversation;
  readonly meter?: TurnMeter;
  readonly log: Log;
  readonly onTurn: (context: TurnContext) => Promise<void>;
  /** For one that was answered before, or is being answered. */
  readonly onRepeated: (context: TurnContext) => Promise<void>;
}

/** The door: who may speak to the bot, and each activity once. */
export function createTurnHandler(options: DoorOptions): TurnHandler {
  const { meter = noTurnMeter } = options;
  return async (request, response) => {
    const activity = (request.body ?? {}) as Partial<Activity>;
    const begun = performance.now();
    const outcome = await take(activity, request, response, options);
    meter.activity(activity.type, outcome, performance.now() - begun);
  };
}

async function take(
  activity: Partial<Activity>,
  request: Request,
  response: Response,
  options: DoorOptions,
): Promise<ActivityOutcome> {
  const refusal = refuse(activity, options);
  if (refusal !== undefined) {
    options.log.warn({ refusal, channel: activity.channelId }, 'activity refused');
    response.status(403);
    response.end();
    return 'refused';
  }
  const readable = readActivity(activity);
  if (readable === undefined) return malformed(response, options, 'not the shape of an activity');
  request.body = readable;
  let outcome: ActivityOutcome = 'failed';
  // What fails outside a turn is a body that is no activity; failures inside it are answered by onFailure.
  try {
    await options.adapter.process(request, response, async (context) => {
      outcome = await answerOnce(context, options);
    });
    return outcome;
  } catch (error) {
    return malformed(response, options, error);
  }
}

function malformed(response: Response, { log }: DoorOptions, error: unknown): ActivityOutcome {
  log.warn({ err: describeError(error) }, 'not an activity');
  response.status(400);
  response.end();
  return 'malformed';
}

async function answerOnce(context: TurnContext, options: DoorOptions): Promise<ActivityOutcome> {
  const { inbox, onRepeated, onTurn, remember } = options;
  const arrival = arrivalOf(context.activity);
  if (arrival !== undefined && !(await inbox.claim(arrival))) {
    await onRepeated(context);
    return 'repeated';
  }
  let outcome: 'answered' | 'failed' = 'failed';
  try {
    await remember(context.activity);
    await onTurn(context);
    outcome = 'answered';
    return outcome;
  } finally {
    if (arrival !== undefined) await finish(context, arrival, outcome, options);
  }
}

async function finish(
  context: TurnContext,
  arrival: Arrival,
  outcome: 'answered' | 'failed',
  { inbox, log }: DoorOptions,
): Promise<void> {
  const finishOnce = () => inbox.finish(arrival, outcome);
  try {
    await finishOnce();
  } catch (error) {
    const correlationId = correlationOf(context);
    log.warn({ err: describeError(error), correlationId }, 'activity not marked as answered');
    void finishLater(finishOnce);
  }
}

/** Nobody waits for it: until then the same words of this person count as said twice. */
async function finishLater(finishOnce: () => Promise<void>): Promise<void> {
  for (let tries = 0; tries < finishTries; tries += 1) {
    await pause(finishAgainMs, undefined, { ref: false });
    if (
      await finishOnce().then(
        () => true,
        () => false,
      )
    )
      return;
  }
}

function refuse(activity: Partial<Activity>, options: DoorOptions): string | undefined {
  const tenants = tenantsOf(activity);
  if (tenants.length === 0) return 'no tenant';
  if (!tenants.every((tenant) => options.tenants.includes(tenant))) return 'foreign tenant';
  if (!mayBeSpokenTo(activity.serviceUrl ?? '', options.loopbackOnly)) return 'foreign service URL';
  return undefined;
}

/** Teams names the tenant in two places; both must be ours. */
function tenantsOf(activity: Partial<Activity>): string[] {
  const channelData = activity.channelData as { tenant?: { id?: unknown } } | undefined;
  return [activity.conversation?.tenantId, channelData?.tenant?.id]
    .filter((tenant): tenant is string => typeof tenant === 'string' && tenant !== '')
    .map((tenant) => tenant.toLowerCase());
}
