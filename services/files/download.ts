import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Result } from '../result';
import { fail, ok } from '../result';
import { checkedLookup, ForeignAddress, systemResolve, type Resolve } from './checked-lookup';
import { createFileHosts } from './file-hosts';
import { watchTransfer, type TransferBounds, type TransferWatch } from './transfer-watch';

/**
 * Why a file did not come: `foreign-host`: its address, or where it leads, is none that people's files may come from;
 * `expired`: it was there once; `stalled`: it took too long; `unreachable`: no connection, or one that broke.
 */
export type DownloadFailure =
  | { readonly type: 'foreign-host' | 'expired' | 'too-large' | 'stalled' | 'unreachable' }
  | { readonly type: 'refused'; readonly status: number };

export interface Download {
  /**
   * Hands the bytes to `consume` as they come, at most `maxBytes`. When they stop coming they throw to `consume`, and
   * whatever it makes of that, the failure is what is answered. Rejects only with what `consume` itself throws.
   */
  read<T>(
    url: string,
    limits: { readonly maxBytes: number },
    consume: (bytes: AsyncIterable<Uint8Array>) => Promise<T>,
  ): Promise<Result<T, DownloadFailure>>;
}

export interface DownloadOptions {
  readonly isDemo: boolean;
  readonly resolve?: Resolve;
  readonly bounds?: Partial<TransferBounds>;
}

/**
 * The URL lives for minutes and the person waits: a host that is this slow would not be done in time. A busy bot takes
 * longer than the host over a large file, which is no fault of the host.
 */
const usualBounds: TransferBounds = { answerMs: 5000, pieceMs: 5000, hostMs: 20_000, wholeMs: 60_000 };
const mostRedirects = 3;
const redirects = [301, 302, 303, 307, 308];
const goneStatuses = [401, 403, 404, 410];
/** Bytes as they lie there: what is unpacked on the way could be far more than was announced. */
const headers = { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'autopilot-teams-bot' };

class TooLarge extends Error {}

/**
 * Fetches what people attached from Microsoft's file hosts, in the demo from this machine, wherever redirects lead:
 * each address on the way is checked as the first one, and so is the place its name stands for. No token goes along.
 */
export function createDownload({ isDemo, resolve = systemResolve, bounds }: DownloadOptions): Download {
  const hosts = createFileHosts({ isDemo });
  const lookup = checkedLookup(resolve, (address) => hosts.mayBeAt(address));

  async function open(text: string, watch: TransferWatch): Promise<Result<IncomingMessage, DownloadFailure>> {
    let url = hosts.allowed(text);
    for (let followed = 0; ; followed += 1) {
      if (url === undefined) return fail({ type: 'foreign-host' });
      watch.await('answer');
      const response = await ask(url, watch);
      watch.arrived();
      const { statusCode: status = 0, headers: told } = response;
      if (status === 200) return ok(response);
      response.destroy();
      const isLed = redirects.includes(status) && told.location !== undefined && followed < mostRedirects;
      if (!isLed)
        return fail(goneStatuses.includes(status) ? { type: 'expired' } : { type: 'refused', status });
      url = hosts.allowed(absolute(told.location, url));
    }
  }

  function ask(url: URL, { signal }: TransferWatch): Promise<IncomingMessage> {
    const request = url.protocol === 'https:' ? requestHttps : requestHttp;
    return new Promise((answered, reject) => {
      // An agent of its own: a connection that was opened earlier would not be checked again.
      request(url, { agent: false, headers, lookup, signal }, answered).on('error', reject).end();
    });
  }

  return {
    async read(url, { maxBytes }, consume) {
      const watch = watchTransfer({ ...usualBounds, ...bounds });
      try {
        const opened = await open(url, watch).catch((error: unknown) => fail(failureOf(error, watch)));
        return opened.ok ? await handOver(opened.value, maxBytes, watch, consume) : opened;
      } finally {
        watch.end();
      }
    },
  };
}

async function handOver<T>(
  response: IncomingMessage,
  maxBytes: number,
  watch: TransferWatch,
  consume: (bytes: AsyncIterable<Uint8Array>) => Promise<T>,
): Promise<Result<T, DownloadFailure>> {
  const broken: { failure?: DownloadFailure } = {};
  async function* bytes(): AsyncGenerator<Uint8Array> {
    try {
      yield* pieces(response, maxBytes, watch);
    } catch (error) {
      broken.failure = failureOf(error, watch);
      throw error;
    }
  }
  // It may break while nobody reads; whoever reads on is told.
  response.on('error', () => undefined);
  try {
    if (Number(response.headers['content-length'] ?? 0) > maxBytes) return fail({ type: 'too-large' });
    const value = await consume(bytes());
    return broken.failure === undefined ? ok(value) : fail(broken.failure);
  } catch (error) {
    if (broken.failure === undefined) throw error;
    return fail(broken.failure);
  } finally {
    response.destroy();
  }
}

async function* pieces(
  response: IncomingMessage,
  maxBytes: number,
  watch: TransferWatch,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  watch.await('piece');
  for await (const piece of response as AsyncIterable<Uint8Array>) {
    watch.arrived();
    bytes += piece.byteLength;
    if (bytes > maxBytes) throw new TooLarge();
    yield piece;
    watch.await('piece');
  }
  watch.end();
}

/** Empty when it makes no address. */
function absolute(location = '', from: URL): string {
  return URL.canParse(location, from.href) ? new URL(location, from).href : '';
}

function failureOf(error: unknown, { signal }: TransferWatch): DownloadFailure {
  if (error instanceof TooLarge) return { type: 'too-large' };
  if (error instanceof ForeignAddress) return { type: 'foreign-host' };
  return { type: signal.aborted ? 'stalled' : 'unreachable' };
}
