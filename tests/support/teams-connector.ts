import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Activity, Attachment } from 'botbuilder';

/** What the bot did to the conversation, in order. */
export interface Sent {
  readonly method: 'POST' | 'PUT' | 'DELETE';
  readonly activityId: string;
  readonly activity: Partial<Activity>;
}

/** How the connector treats the next calls: `status` refuses, `delayMs` holds back. */
export interface Misbehaviour {
  readonly times: number;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly delayMs?: number;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly objectId: string;
}

export interface Turn {
  readonly status: number;
  readonly body: unknown;
  readonly replies: readonly Partial<Activity>[];
}

/** A stand-in for the Teams side of the Bot Connector: it posts activities to the bot and takes its replies. */
export class TeamsConnector {
  readonly sent: Sent[] = [];
  /** The Authorization header of each call, in order. */
  readonly authorizations: (string | undefined)[] = [];
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
    return this.deliver({
      ...this.message(person, '', extra),
      type: 'invoke',
      name: 'adaptiveCard/action',
      value: { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' },
      ...(replyToId === undefined ? {} : { replyToId }),
    });
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

  async deliver(activity: Partial<Activity>, headers: Readonly<Record<string, string>> = {}): Promise<Turn> {
    const before = this.sent.length;
    const response = await fetch(`${this.botUrl}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(activity),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: parse(text),
      replies: this.sent.slice(before).map(({ activity }) => activity),
    };
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.authorizations.push(request.headers.authorization);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const bad = this.misbehaviours.find(({ left }) => left > 0);
    if (bad !== undefined) {
      bad.left -= 1;
      if (bad.how.delayMs !== undefined)
        await new Promise((resume) => setTimeout(resume, bad.how.delayMs).unref());
      if (bad.how.status !== undefined) {
        response.writeHead(bad.how.status, { 'content-type': 'application/json', ...bad.how.headers });
        response.end(JSON.stringify({ error: { code: 'Refused', message: 'by the test' } }));
        return;
      }
    }
    const method = request.method as Sent['method'];
    const activityId = method === 'POST' ? randomUUID() : (request.url ?? '').split('/').at(-1)!;
    const activity = (parse(Buffer.concat(chunks).toString()) ?? {}) as Partial<Activity>;
    this.sent.push({ method, activityId, activity });
    response.writeHead(method === 'POST' ? 201 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ id: activityId }));
  }
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
