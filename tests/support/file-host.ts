import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Attachment } from 'botbuilder';

/**
 * How a file is handed out: `status` refuses (404 when it expired), `redirectTo` leads elsewhere, `delayMs` holds the
 * whole answer back, `stalls` goes silent before the head or in the middle of the body, `cuts` breaks off in its middle.
 */
export interface Handing {
  readonly bytes?: Uint8Array | string;
  readonly status?: number;
  readonly redirectTo?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly delayMs?: number;
  readonly stalls?: 'head' | 'body';
  readonly cuts?: boolean;
  /** Sends this many zeros in place of `bytes`, without saying how many. */
  readonly zeros?: number;
}

/** A loopback server that stands in for the file hosts from which people's attachments are fetched. */
export class FileHost {
  readonly requests: { readonly path: string; readonly headers: IncomingMessage['headers'] }[] = [];
  /** How much of the body was taken, of the latest request. */
  sentBytes = 0;
  private readonly files = new Map<string, Handing>();
  private readonly server = createServer((request, response) => void this.answer(request, response));

  /** `address`: one of this machine's own, 127.0.0.1 unless told otherwise. */
  static async start(address = '127.0.0.1'): Promise<FileHost> {
    const host = new FileHost();
    await new Promise<void>((resolve) => host.server.listen(0, address, resolve));
    return host;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Where the file is from now on. */
  give(handing: Handing): string {
    const path = `/download/${this.files.size + 1}`;
    this.files.set(path, handing);
    return `http://127.0.0.1:${this.port}${path}?tempauth=secret`;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '').split('?')[0] ?? '';
    this.requests.push({ path, headers: request.headers });
    this.sentBytes = 0;
    const { delayMs, stalls, redirectTo, status = 200, headers, ...file } = this.files.get(path) ?? gone;
    if (delayMs !== undefined) await new Promise((resume) => setTimeout(resume, delayMs).unref());
    if (stalls === 'head') return;
    if (redirectTo !== undefined) {
      // Not one chain: restify's own writeHead, which every server of the process gets, returns nothing.
      response.writeHead(status === 200 ? 302 : status, { location: redirectTo });
      response.end();
      return;
    }
    if (file.zeros !== undefined) {
      this.pour(response, file.zeros);
      return;
    }
    const bytes = Buffer.from(file.bytes ?? '');
    response.writeHead(status, { 'content-length': bytes.length, ...headers });
    const isWhole = stalls === undefined && file.cuts !== true;
    if (isWhole) response.end(bytes);
    else response.write(bytes.subarray(0, bytes.length / 2), () => file.cuts && response.destroy());
  }

  private pour(response: ServerResponse, bytes: number): void {
    const zeros = Buffer.alloc(64 * 1024);
    const more = (): void => {
      while (!response.destroyed && this.sentBytes < bytes) {
        this.sentBytes += zeros.length;
        if (!response.write(zeros)) return;
      }
      response.end();
    };
    response.writeHead(200);
    response.on('drain', more);
    more();
  }
}

const gone: Handing = { status: 404 };

/** What Teams puts into a message for a file that was dropped into a personal chat. */
export function attachmentOf(name: string, downloadUrl: string): Attachment {
  return {
    contentType: 'application/vnd.microsoft.teams.file.download.info',
    contentUrl: `https://contoso-my.sharepoint.com/personal/anna/Documents/${encodeURIComponent(name)}`,
    name,
    content: {
      downloadUrl,
      uniqueId: '1150D938-8870-4044-9F2C-5BBDEBA70C9D',
      fileType: name.split('.').at(-1) ?? '',
    },
  };
}
