import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createUpload } from '../../../services/files/upload';

const real = createUpload({ isDemo: false });
const demo = createUpload({ isDemo: true });

it.each([
  'https://contoso-my.sharepoint.com/personal/anna/_api/v2.0/drive/items/01/uploadSession?guid=1',
  'https://contoso.sharepoint.us/x',
  'https://contoso.sharepoint-mil.us/x',
  'https://contoso.sharepoint.cn/x',
])('lets files go to %s', (url) => {
  expect(real.isAllowed(url)).toBe(true);
  expect(demo.isAllowed(url)).toBe(false);
});

it.each([
  'http://contoso.sharepoint.com/x',
  'https://contoso.sharepoint.com:8443/x',
  'https://user:password@contoso.sharepoint.com/x',
  'https://contoso.sharepoint.com.evil.example/x',
  'https://evil-sharepoint.com/x',
  'https://evil.example/?contoso.sharepoint.com',
  'https://evil.example#.sharepoint.com',
  'https://evil.example\\.sharepoint.com/',
  'http://127.0.0.1/x',
  'http://169.254.169.254/latest/meta-data',
  'ftp://contoso.sharepoint.com/x',
  'sharepoint.com',
  '',
])('lets no file go to %s', async (url) => {
  expect(real.isAllowed(url)).toBe(false);
  expect(await real.put(url, Buffer.from('x'))).toEqual({ ok: false, error: { type: 'foreign-host' } });
});

describe('an upload session', () => {
  const kib = 1024;
  const fragment = 320 * kib;
  const quick = createUpload({ isDemo: true, bounds: { fragmentBytes: fragment } });
  let server: Server;
  let parts: { range: string | undefined; bytes: Buffer }[];
  let answer: (part: number, isLast: boolean, response: ServerResponse) => void;

  beforeEach(async () => {
    parts = [];
    answer = (_, isLast, response) => {
      response.statusCode = isLast ? 201 : 202;
      response.end('{}');
    };
    server = createServer((request, response) => void take(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const range = request.headers['content-range'];
    parts.push({ range, bytes: Buffer.concat(chunks) });
    const [, end, total] = /-(\d+)\/(\d+)$/.exec(range ?? '') ?? [];
    answer(parts.length, Number(end) + 1 === Number(total), response);
  }

  const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/upload`;
  const file = (length: number) => Buffer.from(Array.from({ length }, (_, at) => at % 251));
  const ranges = () => parts.map(({ range }) => range);

  it('gets a small file in one piece', async () => {
    expect(await demo.put(url(), file(1000))).toEqual({ ok: true, value: undefined });

    expect(parts).toEqual([{ range: 'bytes 0-999/1000', bytes: file(1000) }]);
  });

  it('gets a large file in fragments of a size that it takes, in order', async () => {
    const large = Buffer.alloc(12_000_000, 'T0E');

    expect(await demo.put(url(), large)).toEqual({ ok: true, value: undefined });

    expect(ranges()).toEqual([
      'bytes 0-5242879/12000000',
      'bytes 5242880-10485759/12000000',
      'bytes 10485760-11999999/12000000',
    ]);
    expect(5_242_880 % fragment).toBe(0);
    expect(Buffer.concat(parts.map(({ bytes }) => bytes)).equals(large)).toBe(true);
  });

  it('gets no empty fragment after the last full one', async () => {
    expect(await quick.put(url(), file(2 * fragment))).toEqual({ ok: true, value: undefined });

    expect(ranges()).toEqual(['bytes 0-327679/655360', 'bytes 327680-655359/655360']);
  });

  it.each([
    ['refuses a fragment', 500, 500],
    ['is complete too early', 201, 202],
    ['says that something is missing at the end', 202, 202],
  ])('that %s gets no more, and the file is not saved', async (_, status, last) => {
    answer = (part, isLast, response) => {
      response.statusCode = isLast ? last : part === 2 ? status : 202;
      response.end('{}');
    };

    const result = await quick.put(url(), file(2.5 * fragment));

    expect(result).toEqual({ ok: false, error: { type: 'refused', status } });
    expect(parts).toHaveLength(status === 202 ? 3 : 2);
  });

  it.each(['fragmentMs', 'wholeMs'])('is given up when it takes too long: %s', async (bound) => {
    const hasty = createUpload({ isDemo: true, bounds: { fragmentBytes: fragment, [bound]: 2000 } });
    answer = (part, _, response) => {
      if (part > 1) return;
      response.statusCode = 202;
      response.end('{}');
    };

    expect(await hasty.put(url(), file(3 * fragment))).toEqual({ ok: false, error: { type: 'unreachable' } });
    expect(parts).toHaveLength(2);
  });

  it('may take longer for the whole than for a fragment', async () => {
    const patient = createUpload({ isDemo: true, bounds: { fragmentBytes: fragment, fragmentMs: 3000 } });
    answer = (_, isLast, response) => {
      response.statusCode = isLast ? 200 : 202;
      setTimeout(() => response.end('{}'), 1200);
    };

    expect(await patient.put(url(), file(3 * fragment))).toEqual({ ok: true, value: undefined });
  });
});

it('follows no redirect', async () => {
  let asked = 0;
  const server = createServer((request, response) => {
    asked += 1;
    request.resume();
    response.writeHead(307, { location: '/elsewhere' });
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/upload`;

  expect(await demo.put(url, Buffer.from('x'))).toEqual({ ok: false, error: { type: 'unreachable' } });
  expect(asked).toBe(1);
  await new Promise((resolve) => server.close(resolve));
});

it('says that nobody is there', async () => {
  expect(await demo.put('http://127.0.0.1:1/upload', Buffer.from('x'))).toEqual({
    ok: false,
    error: { type: 'unreachable' },
  });
});
