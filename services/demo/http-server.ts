import type { AddressInfo } from 'node:net';
import restify from 'restify';
import { decodePath } from './batch';
import { isRecord, type Call, type Delivery, type Version } from './http-shapes';

/** A call as it came over HTTP; `version` or `body` undefined when they could not be read. */
export interface Arrival extends Omit<Call, 'version'> {
  readonly version: Version | undefined;
  readonly bodyBytes: number;
  readonly isBodyReadable: boolean;
}

export interface RunningServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** restify reads bodies of any size unless told otherwise; the tenant itself refuses much shorter ones. */
const mostBodyBytes = 64 * 1024 * 1024;

/** Listens on this machine only. */
export async function startServer(
  port: number,
  answer: (arrival: Arrival) => Promise<Delivery>,
): Promise<RunningServer> {
  const server = restify.createServer({ name: 'simulated-tenant' });
  server.use(restify.plugins.bodyReader({ maxBodySize: mostBodyBytes }));
  const handle = async (request: restify.Request, response: restify.Response): Promise<void> => {
    deliver(response, await answer(arrivalOf(request)));
  };
  for (const method of ['get', 'post', 'del', 'patch', 'put'] as const) server[method]('/*', handle);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.server.closeAllConnections();
      }),
  };
}

function arrivalOf(request: restify.Request): Arrival {
  const [fullPath = '', ...rest] = (request.url ?? '').split('?');
  const [, versionText = '', path = ''] = /^\/([^/]*)(.*)$/.exec(fullPath) ?? [];
  const queryText = rest.join('?');
  const body = parseBody(request.body);
  return {
    method: request.method ?? '',
    version: versionText === 'v1.0' || versionText === 'beta' ? versionText : undefined,
    path: decodePath(path),
    queryText,
    query: new URLSearchParams(queryText),
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    ),
    body: body.value,
    bodyBytes: Buffer.isBuffer(request.body)
      ? request.body.length
      : Buffer.byteLength(String(request.body ?? '')),
    isBodyReadable: body.isReadable,
  };
}

function parseBody(raw: unknown): { readonly isReadable: boolean; readonly value: unknown } {
  const text = Buffer.isBuffer(raw) ? raw.toString('utf8') : raw;
  if (typeof text !== 'string' || text.trim() === '') return { isReadable: true, value: undefined };
  try {
    const value: unknown = JSON.parse(text);
    return { isReadable: isRecord(value), value };
  } catch {
    return { isReadable: false, value: undefined };
  }
}

function deliver(response: restify.Response, { status, headers, body, spoilt }: Delivery): void {
  if (spoilt === 'dropped') {
    response.socket?.destroy();
    return;
  }
  const json = body === undefined ? '' : JSON.stringify(body);
  response.writeHead(status, {
    ...(body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
    ...headers,
  });
  response.end(spoilt === 'broken-json' ? json.slice(0, Math.floor(json.length / 2)) : json);
}
