import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ScriptedRequest {
  readonly method: string;
  /** With version and query, as sent. */
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
  /** How many requests came before this one. */
  readonly index: number;
}

/** What the server does with a request; `body` becomes JSON, `text` is sent as it is. */
export interface ScriptedAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly text?: string;
  /** `never` answers nothing, `reset` breaks the connection, `half` stops in the middle, `endless` never stops. */
  readonly fault?: 'never' | 'reset' | 'half' | 'endless';
  /** Sent only after this has settled. */
  readonly after?: Promise<unknown>;
}

export type Script = (request: ScriptedRequest) => ScriptedAnswer;

/** A part of a `$batch` request. */
export interface ScriptedPart {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly body?: unknown;
}

/** An HTTP server that stands in for Microsoft Graph and answers as a test tells it to. */
export class ScriptedGraph {
  readonly requests: ScriptedRequest[] = [];
  script: Script = () => ({ body: {} });
  /** Stays known after the stop. */
  url = '';
  private readonly server = createServer((request, response) => void this.answer(request, response));

  static async start(): Promise<ScriptedGraph> {
    const graph = new ScriptedGraph();
    await new Promise<void>((resolve) => graph.server.listen(0, '127.0.0.1', resolve));
    graph.url = `http://127.0.0.1:${(graph.server.address() as AddressInfo).port}`;
    return graph;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const request: ScriptedRequest = {
      method: incoming.method ?? '',
      path: incoming.url ?? '',
      headers: incoming.headers,
      body: text === '' ? undefined : (JSON.parse(text) as unknown),
      index: this.requests.length,
    };
    this.requests.push(request);
    const answer = this.script(request);
    await answer.after;
    deliver(answer, response);
  }
}

function deliver(answer: ScriptedAnswer, response: ServerResponse): void {
  const { status = 200, headers = {}, body, text = JSON.stringify(body ?? {}), fault } = answer;
  if (fault === 'never') return;
  if (fault === 'reset') {
    response.destroy();
    return;
  }
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  if (fault === 'half') {
    response.write(text.slice(0, text.length / 2), () => response.destroy());
  } else if (fault === 'endless') {
    const more = () => {
      while (!response.destroyed && response.write('x'.repeat(64 * 1024)));
    };
    response.on('drain', more);
    more();
  } else if (status === 204) response.end();
  else response.end(text);
}

/** The parts of a `$batch` request. */
export function partsOf({ body }: ScriptedRequest): readonly ScriptedPart[] {
  return (body as { requests: ScriptedPart[] }).requests;
}

/** Answers a `$batch` part by part, in reverse order as Graph may; a part answered with undefined is left out. */
export function batchAnswer(
  request: ScriptedRequest,
  answerPart: (part: ScriptedPart) => ScriptedAnswer | undefined,
): ScriptedAnswer {
  const responses = partsOf(request).flatMap((part) => {
    const answer = answerPart(part);
    return answer ? [{ id: part.id, status: 200, ...answer }] : [];
  });
  return { body: { responses: responses.reverse() } };
}
