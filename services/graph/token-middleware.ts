import type { Context, Middleware } from '@microsoft/microsoft-graph-client';
import { withinSignal } from './deadline';
import type { TokenProvider } from './token-provider';

/** Sign-in did not give a token. `name` is what the client's error keeps, so it carries the kind. */
class SignInError extends Error {
  constructor(kind: 'SignInRefused' | 'SignInUnreachable', cause: unknown) {
    super(kind, { cause });
    this.name = kind;
  }
}

const networkCode = /^(E[A-Z_]{3,}|UND_ERR_\w+|REQUEST_SEND_ERROR|network_error|endpoints_resolution_error)$/;

/** Puts the token on requests to one origin and on no other. */
export class TokenMiddleware implements Middleware {
  private next: Middleware | undefined;

  constructor(
    private readonly origin: string,
    private readonly tokens: TokenProvider,
  ) {}

  setNext(next: Middleware): void {
    this.next = next;
  }

  async execute(context: Context): Promise<void> {
    if (new URL(String(context.request)).origin !== this.origin)
      throw new Error('A request left the Graph origin.');
    const token = await this.token(context.options?.signal);
    const headers = new Headers(context.options?.headers);
    headers.set('authorization', `Bearer ${token}`);
    context.options = { ...context.options, headers };
    await this.next?.execute(context);
  }

  private async token(signal: AbortSignal | null | undefined): Promise<string> {
    try {
      return await (signal ? withinSignal(this.tokens(signal), signal) : this.tokens());
    } catch (error) {
      if (signal?.aborted) throw error;
      throw new SignInError(isNetworkError(error) ? 'SignInUnreachable' : 'SignInRefused', error);
    }
  }
}

interface Coded {
  readonly code?: unknown;
  readonly errorCode?: unknown;
  readonly cause?: Coded;
}

/** Azure's errors carry a system's or their own code, on themselves or one level down. */
function isNetworkError(error: unknown): boolean {
  const own = error as Coded;
  return [own.code, own.errorCode, own.cause?.code, own.cause?.errorCode].some(
    (code) => typeof code === 'string' && networkCode.test(code),
  );
}
