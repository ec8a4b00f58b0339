import { randomUUID } from 'node:crypto';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Activity, Attachment, ConversationParameters } from 'botbuilder';

/** What the bot did to the conversation, in order. */
export interface Sent {
  readonly method: 'POST' | 'PUT' | 'DELETE';
  readonly activityId: string;
  readonly activity: Partial<Activity>;
}

/**
 * How the connector treats the next calls, of one `method` and to one `conversationId` if so told: `status` refuses,
 * `delayMs` holds back, `breaksOff` closes the connection instead of answering, or begins an answer and never ends it.
 * What `takes` is true for happens all the same.
 */
export interface Misbehaviour {
  readonly times: number;
  readonly method?: Sent['method'] | 'GET';
  readonly conversationId?: string;
  /** Only calls that open a conversation. */
  readonly opening?: true;
  /** Only signs that the bot is typing, which are left alone otherwise. */
  readonly typing?: true;
  readonly breaksOff?: 'before' | 'within';
  readonly takes?: boolean;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly delayMs?: number;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly objectId: string;
}

/** `replies`: the messages that are new in the conversation, and their edits; not what a job does there to older ones. */
export interface Turn {
  readonly status: number;
  readonly body: unknown;
  readonly replies: readonly Partial<Activity>[];
}

/** A stand-in for the Teams side of the Bot Connector: it posts activities to the bot and takes its replies. */
export class TeamsConnector {
  readonly sent: Sent[] = [];
  /** What the bot asked for to speak to people who had not spoken to it. */
  readonly opened: { readonly conversationId: string; readonly asked: Partial<ConversationParameters> }[] =
    [];
  /** The conversations in which the bot showed that it was typing, in order; nothing of it stays in them. */
  readonly typing: string[] = [];
  /** The Authorization header of each call, in order. */
  readonly authorizations: (string | undefined)[] = [];
  /** Told of each call as it arrives, also of those that are refused. */
  onCall: (call: { readonly method: string; readonly path: string }) => void = () => undefined;
  private readonly misbehaviours: { left: number; how: Misbehaviour }[] = [];
  private readonly server = createServer((request, response) => void this.answer(request, response));

  private constructor(
    private readonly botUrl: string,
    private readonly tenantId: string,
  ) {}

  static async start(botUrl: string, tenantId: string): Promise<TeamsConnector> {
    const connector = new TeamsConnector(botUrl, tenantId);
    await new Promise<void>((resolve) => connector.server.listen(0, '127.0.0.1', resolve));
    return connector;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  get serviceUrl(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  misbehave(how: Misbehaviour): void {
    this.misbehaviours.push({ left: how.times, how });
  }

  /** Forgets how it was to misbehave. */
  behave(): void {
    this.misbehaviours.length = 0;
  }

  /** Sends a text as a person in the personal chat; the replies are those sent within the turn. */
  say(person: Person, text: string, extra: Partial<Activity> = {}): Promise<Turn> {
    return this.deliver(this.message(person, text, extra));
  }

  /** Presses a button of a card, as Teams does for Action.Execute. */
  press(
    person: Person,
    verb: string,
    data: unknown,
    replyToId?: string,
    extra: Partial<Activity> = {},
  ): Promise<Turn> {
    return this.deliver(this.pressing(person, verb, data, replyToId, extra));
  }

  /** The activity that a pressed button becomes. */
  pressing(
    person: Person,
    verb: string,
    data: unknown,
    replyToId?: string,
    extra: Partial<Activity> = {},
  ): Partial<Activity> {
    return {
      ...this.message(person, '', extra),
      type: 'invoke',
      name: 'adaptiveCard/action',
      value: { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' },
      ...(replyToId === undefined ? {} : { replyToId }),
    };
  }

  message(person: Person, text: string, extra: Partial<Activity> = {}): Partial<Activity> {
    return {
      type: 'message',
      id: randomUUID(),
      timestamp: new Date(0),
      channelId: 'msteams',
      serviceUrl: this.serviceUrl,
      from: { id: person.id, name: person.name, aadObjectId: person.objectId },
      recipient: { id: '28:bot', name: 'Autopilot' },
      conversation: {
        id: `a:${person.id}`,
        conversationType: 'personal',
        tenantId: this.tenantId,
        isGroup: false,
        name: '',
      },
      channelData: { tenant: { id: this.tenantId } },
      locale: 'en-GB',
      text,
      ...extra,
    };
  }

  /** `botUrl`: another bot than the first one, which answers here all the same. */
  async deliver(
    activity: Partial<Activity>,
    headers: Readonly<Record<string, string>> = {},
    botUrl = this.botUrl,
  ): Promise<Turn> {
    const before = this.sent.length;
    const { status, text } = await post(
      `${botUrl}/api/messages`,
      { 'content-type': 'application/json', ...headers },
      JSON.stringify(activity),
    );
    return {
      status,
      body: parse(text),
      replies: this.repliesSince(before, activity.conversation?.id),
    };
  }

  private repliesSince(before: number, conversationId: string | undefined): Partial<Activity>[] {
    const sent = this.sent
      .slice(before)
      .filter(({ activity }) => (activity.conversation?.id ?? conversationId) === conversationId);
    const made = new Set(sent.filter(({ method }) => method === 'POST').map(({ activityId }) => activityId));
    return sent.filter(({ activityId }) => made.has(activityId)).map(({ activity }) => activity);
  }

  /** The newest state of a message that was sent and maybe edited since. */
  shown(activityId: string): Partial<Activity> | undefined {
    return this.sent.findLast((sent) => sent.activityId === activityId)?.activity;
  }

  /** Teams gives the personal chat that there is between the bot and this person. */
  private open(asked: Partial<ConversationParameters>, response: ServerResponse): void {
    const conversationId = `a:${asked.members?.[0]?.id ?? ''}`;
    this.opened.push({ conversationId, asked });
    response.writeHead(201, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ id: conversationId }));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.authorizations.push(request.headers.authorization);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const method = request.method as Sent['method'];
    const path = decodeURIComponent(request.url ?? '');
    this.onCall({ method, path });
    const activityId = method === 'POST' ? randomUUID() : path.split('/').at(-1)!;
    const activity = (parse(Buffer.concat(chunks).toString()) ?? {}) as Partial<Activity>;
    const isTyping = activity.type === 'typing';
    const bad = this.misbehaviours.find(
      ({ left, how }) => left > 0 && isMeant(how, method, path) && (how.typing === true) === isTyping,
    );
    if (bad?.how.takes === true) this.sent.push({ method, activityId, activity });
    if (bad !== undefined) {
      bad.left -= 1;
      if (await misbehave(bad.how, response)) return;
    }
    if (isOpening(method, path)) {
      this.open(activity, response);
      return;
    }
    if (isTyping) this.typing.push(activity.conversation?.id ?? '');
    else if (bad?.how.takes !== true) this.sent.push({ method, activityId, activity });
    response.writeHead(method === 'POST' ? 201 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ id: activityId }));
  }
}

/** learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference, Create Conversation */
function isOpening(method: string, path: string): boolean {
  return method === 'POST' && /\/v3\/conversations\/?$/.test(path);
}

function isMeant(how: Misbehaviour, method: string, path: string): boolean {
  const isConversation = how.conversationId === undefined || path.includes(`/${how.conversationId}/`);
  const isAsked = how.opening !== true || isOpening(method, path);
  return (how.method ?? method) === method && isConversation && isAsked;
}

/** False when the call is answered properly after all. */
async function misbehave(how: Misbehaviour, response: ServerResponse): Promise<boolean> {
  const { delayMs, status, headers, breaksOff } = how;
  if (delayMs !== undefined) await new Promise((resume) => setTimeout(resume, delayMs).unref());
  if (breaksOff === undefined && status === undefined) return false;
  if (breaksOff !== 'before')
    response.writeHead(status ?? 200, { 'content-type': 'application/json', ...headers });
  const body = JSON.stringify({ error: { code: 'Refused', message: 'by the test' } });
  if (breaksOff === undefined) response.end(body);
  else if (breaksOff === 'before') response.destroy();
  else response.write(body.slice(0, 10));
  return true;
}

/** The adaptive card of a reply, as plain JSON. */
export function cardOf(reply: Partial<Activity> | undefined): Record<string, unknown> | undefined {
  const attachment: Attachment | undefined = reply?.attachments?.find(
    ({ contentType }) => contentType === 'application/vnd.microsoft.card.adaptive',
  );
  return attachment?.content as Record<string, unknown> | undefined;
}

/** Every text that a card shows, one after the other: what a person can read on it. */
export function textsOf(card: unknown): string {
  if (Array.isArray(card)) return card.map(textsOf).join('\n');
  if (typeof card !== 'object' || card === null) return '';
  return Object.entries(card)
    .map(([name, value]) =>
      ['text', 'title', 'value'].includes(name) && typeof value === 'string' ? value : textsOf(value),
    )
    .filter(Boolean)
    .join('\n');
}

/** Every text that the replies of a turn show. */
export function wordsOf({ replies }: Turn): string {
  return replies.map((reply) => `${reply.text ?? ''}\n${textsOf(cardOf(reply))}`).join('\n');
}

interface Button {
  readonly type: string;
  readonly title: string;
  readonly verb: string;
  readonly data: unknown;
}

/** All Action.Execute buttons with this verb, wherever they stand. */
export function buttonsOf(card: unknown, verb: string): readonly Button[] {
  if (Array.isArray(card)) return card.flatMap((item) => buttonsOf(item, verb));
  if (typeof card !== 'object' || card === null) return [];
  const own = (card as Button).type === 'Action.Execute' && (card as Button).verb === verb;
  return own ? [card as Button] : Object.values(card).flatMap((value) => buttonsOf(value, verb));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text === '' ? undefined : text;
  }
}

/** On a connection of its own: one that was kept may be closed by the other side at this very moment. */
function post(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<{ readonly status: number; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent: false, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
