import type { CloudAdapter, Middleware } from 'botbuilder';
import type { Clock } from '../../services/clock';
import { realPause, withinSignal, type Pause } from '../../services/graph/deadline';
import { effortsOf, type Effort } from './effort';
import type { OutgoingCall } from './lane';
import { Lanes } from './lanes';
import { noMeter, type OutgoingMeter } from './meter';
import type { Verb } from './repetition';
import { teamsLimits, type SendLimit } from './send-limits';

export interface OutgoingOptions {
  /** Paces the calls, so it must run: not one that a test has stopped. */
  readonly clock: Clock;
  /** How long one call may take. */
  readonly timeoutMs?: number;
  readonly limits?: readonly SendLimit[];
  readonly meter?: OutgoingMeter;
  readonly pause?: Pause;
  readonly random?: () => number;
}

/** What we use of the SDK's HTTP pipeline; requests and answers are opaque. */
interface Pipeline {
  removePolicy(options: { name: string }): unknown;
  addPolicy(policy: {
    name: string;
    sendRequest(
      request: PipelineRequest,
      next: (request: PipelineRequest) => Promise<unknown>,
    ): Promise<unknown>;
  }): void;
}

interface PipelineRequest {
  readonly method: string;
  readonly url: string;
  readonly body?: unknown;
  abortSignal?: AbortSignal;
}

const callTimeoutMs = 8000;
/** That the bot is typing is worth no wait: neither its own nor that of an answer behind it. */
const typingTimeoutMs = 1500;
const inPassing: Effort = { tries: 1, patienceMs: 100 };

/**
 * Everything that the adapter's turns send, edit and delete goes through here, promised messages included: one call
 * at a time per conversation, in order, within Teams' limits, each with a time-out, repeated only where that is safe.
 * The SDK by itself has no time-out and repeats POSTs on 5xx, which can show a message twice; its own options for both
 * are ignored in 4.23.3, so the connector client of the turn is changed in place.
 *
 * Several instances each count their own calls: together they may go beyond a limit, and Teams' 429 with its
 * Retry-After, which is honoured, slows them down.
 */
export function sendInOrder(adapter: CloudAdapter, options: OutgoingOptions): Middleware {
  const { clock, timeoutMs = callTimeoutMs, limits = teamsLimits, meter = noMeter } = options;
  const { pause = realPause, random = Math.random } = options;
  const lanes = new Lanes<unknown>({ clock, limits, pause, random, meter });
  return {
    async onTurn(context, next) {
      const client: unknown = context.turnState.get(adapter.ConnectorClientKey);
      const pipeline = (client as { client?: { pipeline?: Pipeline } } | undefined)?.client?.pipeline;
      const withEffort = effortsOf(context, () => clock.now());
      pipeline?.removePolicy({ name: 'defaultRetryPolicy' });
      pipeline?.addPolicy({
        name: 'outgoing',
        sendRequest(request, send) {
          const once = () => within(timeoutMs, request, send);
          const change = changeIn(request);
          if (change === undefined) return once();
          const { conversationId, ...call } = change;
          if (showsTyping(request)) {
            const brief = () => within(typingTimeoutMs, request, send);
            return lanes.of(conversationId).add({ ...call, effort: inPassing, send: brief });
          }
          return withEffort((effort) => lanes.of(conversationId).add({ ...call, effort, send: once }));
        },
      });
      await next();
    },
  };
}

/** The SDK's own time-out ends with the headers; an answer may break off after them. */
function within(
  timeoutMs: number,
  request: PipelineRequest,
  send: (request: PipelineRequest) => Promise<unknown>,
): Promise<unknown> {
  request.abortSignal = AbortSignal.timeout(timeoutMs);
  return withinSignal(send(request), request.abortSignal);
}

const longestTyping = 4000;

function showsTyping({ body }: PipelineRequest): boolean {
  if (typeof body !== 'string' || body.length > longestTyping) return false;
  return (JSON.parse(body) as { readonly type?: unknown }).type === 'typing';
}

interface Change extends Pick<OutgoingCall<unknown>, 'verb' | 'edits'> {
  readonly conversationId: string;
}

const verbs: readonly string[] = ['POST', 'PUT', 'DELETE'] satisfies Verb[];

/** Undefined for what only reads, and for what is about no conversation yet. */
function changeIn({ method, url }: PipelineRequest): Change | undefined {
  const [, conversation, message] =
    /\/v3\/conversations\/([^/?]+)\/activities(?:\/([^/?]+))?/.exec(new URL(url).pathname) ?? [];
  if (conversation === undefined || !verbs.includes(method)) return undefined;
  // Teams counts for a channel as a whole; behind the semicolon stands the thread.
  const conversationId = decodeURIComponent(conversation).replace(/;messageid=.*$/, '');
  const verb = method as Verb;
  return { conversationId, verb, ...(verb === 'PUT' && message !== undefined && { edits: message }) };
}
