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

/** Teams waits fifteen seconds for the answer, and the file is made in them as well. */
const withinMs = 6000;

/**
 * Files that Teams asked for go to the address it gave, which came over the wire: only to Microsoft's file hosts, in
 * the demo only to this machine, without any token, and nowhere a redirect leads.
 */
export function createUpload({ isDemo }: { readonly isDemo: boolean }): Upload {
  const hosts = createFileHosts({ isDemo });
  const isAllowed = (url: string): boolean => hosts.allowed(url) !== undefined;
  return {
    isAllowed,
    async put(url, bytes) {
      if (!isAllowed(url)) return fail({ type: 'foreign-host' });
      try {
        const response = await fetch(url, {
          method: 'PUT',
          body: bytes as Uint8Array<ArrayBuffer>,
          headers: {
            'content-type': 'application/octet-stream',
            'content-range': `bytes 0-${bytes.byteLength - 1}/${bytes.byteLength}`,
          },
          redirect: 'error',
          signal: AbortSignal.timeout(withinMs),
        });
        await response.body?.cancel();
        return response.ok ? ok(undefined) : fail({ type: 'refused', status: response.status });
      } catch {
        return fail({ type: 'unreachable' });
      }
    },
  };
}
