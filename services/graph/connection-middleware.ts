import type { Context, Middleware } from '@microsoft/microsoft-graph-client';
import { HTTPMessageHandler } from '@microsoft/microsoft-graph-client';

/** No answer came. `name` is the system's code (`ECONNREFUSED`), because the client's error keeps only the name. */
class ConnectionError extends Error {
  constructor(code: string, cause: unknown) {
    super('No answer from Graph.', { cause });
    this.name = code;
  }
}

/**
 * The last of the chain: sends the request, follows no redirect (the token would go along), and keeps the system's
 * code of a broken connection, which fetch hides in `cause`.
 */
export class ConnectionMiddleware implements Middleware {
  private readonly http = new HTTPMessageHandler();

  async execute(context: Context): Promise<void> {
    context.options = { ...context.options, redirect: 'manual' };
    try {
      await this.http.execute(context);
    } catch (error) {
      const { cause } = error as { cause?: { code?: unknown } };
      const code = cause?.code;
      throw new ConnectionError(typeof code === 'string' ? code : 'ECONNECTION', error);
    }
  }
}
