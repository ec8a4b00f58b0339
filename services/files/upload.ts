import type { Result } from '../result';
import { fail, ok } from '../result';
import { createFileHosts } from './file-hosts';

type UploadFailure =
  | { readonly type: 'foreign-host' }
  | { readonly type: 'refused'; readonly status: number }
  | { readonly type: 'unreachable' };

export interface Upload {
  /** Whether the address is one to which people's files may go. */
  isAllowed(url: string): boolean;
  /** Puts a whole file into an upload session; never rejects. */
  put(url: string, bytes: Uint8Array): Promise<Result<undefined, UploadFailure>>;
}

/** Times in ms, the length of a fragment in bytes. */
interface UploadBounds {
  readonly fragmentMs: number;
  readonly wholeMs: number;
  readonly fragmentBytes: number;
}

/**
 * A session takes a file in fragments, in order, each a multiple of 320 KiB and below 60 MiB
 * (learn.microsoft.com/graph/api/driveitem-createuploadsession).
 */
const usualBounds: UploadBounds = { fragmentMs: 6000, wholeMs: 60_000, fragmentBytes: 16 * 320 * 1024 };
/** What a session answers while parts of the file are missing. */
const accepted = 202;

interface UploadOptions {
  readonly isDemo: boolean;
  readonly bounds?: Partial<UploadBounds>;
}

/**
 * Files that Teams asked for go to the address it gave, which came over the wire: only to Microsoft's file hosts, in
 * the demo only to this machine, without any token, and nowhere a redirect leads.
 */
export function createUpload({ isDemo, bounds }: UploadOptions): Upload {
  const { fragmentMs, wholeMs, fragmentBytes } = { ...usualBounds, ...bounds };
  const hosts = createFileHosts({ isDemo });
  const isAllowed = (url: string): boolean => hosts.allowed(url) !== undefined;
  return {
    isAllowed,
    async put(url, bytes) {
      if (!isAllowed(url)) return fail({ type: 'foreign-host' });
      const whole = AbortSignal.timeout(wholeMs);
      try {
        for (let from = 0; ; from += fragmentBytes) {
          const end = Math.min(from + fragmentBytes, bytes.byteLength);
          const signal = AbortSignal.any([whole, AbortSignal.timeout(fragmentMs)]);
          const { ok: isFine, status } = await putFragment(url, bytes, { from, end }, signal);
          const isLast = end === bytes.byteLength;
          if (!isFine || isLast === (status === accepted)) return fail({ type: 'refused', status });
          if (isLast) return ok(undefined);
        }
      } catch {
        return fail({ type: 'unreachable' });
      }
    },
  };
}

async function putFragment(
  url: string,
  bytes: Uint8Array,
  { from, end }: { readonly from: number; readonly end: number },
  signal: AbortSignal,
): Promise<Response> {
  const response = await fetch(url, {
    method: 'PUT',
    body: bytes.subarray(from, end) as Uint8Array<ArrayBuffer>,
    headers: {
      'content-type': 'application/octet-stream',
      'content-range': `bytes ${from}-${end - 1}/${bytes.byteLength}`,
    },
    redirect: 'error',
    signal,
  });
  await response.body?.cancel();
  return response;
}
