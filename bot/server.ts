import type { Request } from 'botbuilder';
import restify from 'restify';
import type { TurnHandler } from './adapter';

/** Teams messages end at 100 KB; invokes with form data are a little larger. */
const maxBodyBytes = 512 * 1024;

export interface RunningServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** Rejects with the system's error (`code` `EADDRINUSE` when the port is taken). */
export async function startServer(host: string, port: number, onTurn: TurnHandler): Promise<RunningServer> {
  const server = restify.createServer({ name: 'autopilot-bot' });
  server.use(restify.plugins.bodyParser({ maxBodySize: maxBodyBytes, mapParams: false }));
  server.post('/api/messages', async (request, response) => onTurn(request as Request, response));
  server.get('/healthz', (_request, response, next) => {
    response.json({ status: 'ok' });
    next();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    port: server.address().port,
    stop: () => stop(server),
  };
}

async function stop(server: restify.Server): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
  server.server.closeIdleConnections();
  await closed;
}
