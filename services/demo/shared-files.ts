import { randomUUID } from 'node:crypto';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { minute } from './durations';

/** A file in SharePoint or OneDrive that a message of a channel or a group chat points to. */
export interface SharedFile {
  readonly id: string;
  readonly name: string;
  readonly contentUrl: string;
  readonly bytes: Uint8Array;
  /** Entra object id of the person who sent it. */
  readonly by: string;
}

interface NewSharedFile extends Pick<SharedFile, 'name' | 'by'> {
  readonly bytes: Uint8Array | string;
  readonly on:
    | {
        readonly teamId: string;
        readonly channelId: string;
        readonly messageId: string;
        readonly replyToId?: string;
      }
    | { readonly chatId: string; readonly messageId: string };
}

export interface SharedFiles {
  /** Adds a file to a message, which is there from then on. */
  add(file: NewSharedFile): Promise<SharedFile>;
  /** By the message's path, e.g. "/chats/…/messages/…"; undefined when there is no such message. */
  onMessage(path: string): readonly SharedFile[] | undefined;
  at(contentUrl: string): SharedFile | undefined;
  /** A new address that gives the file to whoever has it, for five minutes of the tenant's time. */
  downloadUrlOf(file: SharedFile): string;
  stop(): Promise<void>;
}

const linkLivesMs = 5 * minute;

export function createSharedFiles(now: () => number): SharedFiles {
  const messages = new Map<string, SharedFile[]>();
  const files = new Map<string, SharedFile>();
  const links = new Map<string, { readonly file: SharedFile; readonly until: number }>();
  let running: Promise<Server> | undefined;
  let url = '';

  function handOut(token: string, response: ServerResponse): void {
    const link = links.get(token);
    const bytes = link !== undefined && now() < link.until ? link.file.bytes : undefined;
    // Not one chain: restify's own writeHead, which every server of the process gets, returns nothing.
    response.writeHead(bytes === undefined ? 401 : 200, { 'content-length': bytes?.byteLength ?? 0 });
    response.end(bytes);
  }

  async function start(): Promise<Server> {
    const server = createServer((request, response) => {
      const { searchParams } = new URL(request.url ?? '/', url);
      handOut(searchParams.get('tempauth') ?? '', response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return server;
  }

  return {
    async add({ on, name, by, bytes }) {
      await (running ??= start());
      const number = files.size + 1;
      const contentUrl = `${'chatId' in on ? chatFolder : channelFolder}/${number}/${name}`;
      const file = { id: `01DEMO${number}`, name, by, contentUrl, bytes: Buffer.from(bytes) };
      files.set(contentUrl, file);
      const key = keyOf(pathOf(on));
      messages.set(key, [...(messages.get(key) ?? []), file]);
      return file;
    },
    onMessage: (path) => messages.get(keyOf(path)),
    at: (contentUrl) => files.get(contentUrl),
    downloadUrlOf(file) {
      const token = randomUUID();
      links.set(token, { file, until: now() + linkLivesMs });
      return `${url}/_layouts/15/download.aspx?UniqueId=${file.id}&tempauth=${token}`;
    },
    async stop() {
      const server = await running;
      server?.closeAllConnections();
      server?.close();
    },
  };
}

const channelFolder = 'https://contoso.sharepoint.com/sites/it/Shared Documents/General';
const chatFolder = 'https://contoso-my.sharepoint.com/personal/contoso/Documents/Microsoft Teams Chat Files';

function pathOf(on: NewSharedFile['on']): string {
  if ('chatId' in on) return `/chats/${on.chatId}/messages/${on.messageId}`;
  const { teamId, channelId, messageId, replyToId = messageId } = on;
  const thread = `/teams/${teamId}/channels/${channelId}/messages/${replyToId}`;
  return replyToId === messageId ? thread : `${thread}/replies/${messageId}`;
}

function keyOf(path: string): string {
  return path.toLowerCase();
}
