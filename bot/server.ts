import { setTimeout as pause } from 'node:timers/promises';
import type { Request } from 'botbuilder';
import restify from 'restify';
import type { TurnHandler } from './adapter';
import type { Readiness } from './readiness';

/** Teams messages end at 100 KB; invokes with form data are a little larger. */
const maxBodyBytes = 512 * 1024;
/** What has not been answered by then is cut off, so that the whole stop keeps within its ten seconds. */
const finishTurnsWithinMs = 3000;
const closeIdleMs = 50;

export interface ServerOptions {
  readonly host: string;
  readonly port: number;
  readonly onTurn: TurnHandler;
  readonly readiness: Readiness;
  /** Absent where metrics are switched off. */
  readonly metrics?: { readonly contentType: string; text(): Promise<string> };
  /** How long the listener still answers after `/readyz` said no, for whoever sends the traffic to notice (0). */
  readonly noticeMs?: number;
}

export interface RunningServer {
  readonly port: number;
  /** Says that it is not ready, takes nothing new and lets running turns finish for a few seconds. */
  stop(): Promise<void>;
}

/** Rejects with the system's error (`code` `EADDRINUSE` when the port is taken). */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const server = restify.createServer({ name: 'autopilot-bot' });
  server.use(restify.plugins.bodyParser({ maxBodySize: maxBodyBytes, mapParams: false }));
  server.post('/api/messages', async (request, response) => options.onTurn(request as Request, response));
  operate(server, options);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  let stopped: Promise<void> | undefined;
  return {
    port: server.address().port,
    stop: () => (stopped ??= stop(server, options)),
  };
}

function operate(server: restify.Server, { readiness, metrics }: ServerOptions): void {
  server.get('/healthz', async (_request, response) => {
    response.json({ status: 'ok' });
    return Promise.resolve();
  });
  server.get('/readyz', async (_request, response) => {
    const report = await readiness.report();
    response.json(report.status === 'ready' ? 200 : 503, report, { 'cache-control': 'no-store' });
  });
  if (metrics === undefined) return;
  server.get('/metrics', async (_request, response) => {
    const text = await metrics.text();
    response.writeHead(200, { 'content-type': metrics.contentType });
    response.end(text);
  });
}

async function stop(server: restify.Server, { readiness, noticeMs = 0 }: ServerOptions): Promise<void> {
  readiness.close();
  if (noticeMs > 0) await pause(noticeMs);
  const http = server.server;
  const cutOff = setTimeout(() => {
    http.closeAllConnections();
  }, finishTurnsWithinMs);
  const closed = new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
  // A connection on which a turn was running is kept open by its other end when the turn has finished.
  const idle = setInterval(() => {
    http.closeIdleConnections();
  }, closeIdleMs);
  http.closeIdleConnections();
  await closed;
  clearInterval(idle);
  clearTimeout(cutOff);
}
