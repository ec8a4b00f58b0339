import type { LookupAddress } from 'node:dns';
import { createDownload, type DownloadOptions } from '../../../services/files/download';
import { FileHost, type Handing } from '../../support/file-host';

const limits = { maxBytes: 1024 * 1024 };
const csv = 'Device Serial Number,Windows Product ID,Hardware Hash\r\nR9-0001,,T0E=\r\n';

let host: FileHost;

beforeAll(async () => {
  host = await FileHost.start();
});

beforeEach(() => {
  host.requests.length = 0;
});

afterAll(() => host.stop());

async function textOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

function read(url: string, options: Partial<DownloadOptions> = {}) {
  return createDownload({ isDemo: true, ...options }).read(url, limits, textOf);
}

function addresses(...list: string[]): readonly LookupAddress[] {
  return list.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
}

function failing(type: string) {
  return { ok: false, error: { type } };
}

it('hands over the bytes of a file', async () => {
  expect(await read(host.give({ bytes: csv }))).toEqual({ ok: true, value: csv });
});

it('hands over an empty file', async () => {
  expect(await read(host.give({ bytes: '' }))).toEqual({ ok: true, value: '' });
});

it('sends neither token nor cookie, and asks for plain bytes', async () => {
  await read(host.give({ redirectTo: host.give({ bytes: csv, headers: { 'set-cookie': 'a=b' } }) }));

  expect(host.requests).toHaveLength(2);
  for (const { headers } of host.requests) {
    expect(headers).not.toHaveProperty('authorization');
    expect(headers).not.toHaveProperty('cookie');
    expect(headers).not.toHaveProperty('referer');
    expect(headers['accept-encoding']).toBe('identity');
  }
});

it('unpacks nothing on the way', async () => {
  const packed = 'not really packed';
  const url = host.give({ bytes: packed, headers: { 'content-encoding': 'gzip' } });

  expect(await read(url)).toEqual({ ok: true, value: packed });
});

describe('a redirect', () => {
  it.each([301, 302, 303, 307, 308])('with %i is followed', async (status) => {
    const redirectTo = new URL(host.give({ bytes: csv })).pathname;

    expect(await read(host.give({ status, redirectTo }))).toEqual({ ok: true, value: csv });
  });

  it.each([
    'http://169.254.169.254/latest/meta-data/iam',
    'http://10.0.0.1/x',
    'http://127.0.0.2/x',
    'http://evil.example/x',
    '//evil.example/x',
    'https://contoso.sharepoint.com/x',
    'http://anna@127.0.0.1/x',
    'file:///etc/passwd',
    'http://[',
  ])('to %s is not followed', async (redirectTo) => {
    const resolve = jest.fn<Promise<readonly LookupAddress[]>, [string]>();
    const leading = host.give({ redirectTo });

    expect(await read(host.give({ redirectTo: leading }), { resolve })).toEqual(failing('foreign-host'));
    expect(host.requests).toHaveLength(2);
    expect(resolve).not.toHaveBeenCalled();
  });

  it('is followed three times', async () => {
    const near = (steps: number): string =>
      host.give(steps === 0 ? { bytes: csv } : { redirectTo: near(steps - 1) });

    expect(await read(near(3))).toEqual({ ok: true, value: csv });
    expect(await read(near(4))).toEqual({ ok: false, error: { type: 'refused', status: 302 } });
  });

  it('to itself ends', async () => {
    const url = host.give({ redirectTo: '?again' });

    expect(await read(url)).toEqual({ ok: false, error: { type: 'refused', status: 302 } });
    expect(host.requests).toHaveLength(4);
  });

  it('to nowhere is a refusal', async () => {
    expect(await read(host.give({ status: 302 }))).toEqual({
      ok: false,
      error: { type: 'refused', status: 302 },
    });
  });
});

it.each([401, 403, 404, 410])('says with %i that the file is no longer there', async (status) => {
  expect(await read(host.give({ status, bytes: 'Sorry' }))).toEqual(failing('expired'));
});

it.each([204, 206, 400, 429, 500, 503])('says that it was refused with %i', async (status) => {
  expect(await read(host.give({ status }))).toEqual({ ok: false, error: { type: 'refused', status } });
});

describe('an address that is not for files', () => {
  const real = createDownload({ isDemo: false });

  it.each([
    'http://contoso.sharepoint.com/x',
    'https://evil-sharepoint.com/x',
    'https://sharepoint.com.evil.com/x',
    'https://contoso.sharepoint.com@evil.example/x',
    'https://contoso.sharepoint.com./x',
    'https://[::1]/x',
    'nonsense',
  ])('is not asked: %s', async (url) => {
    const consume = jest.fn(textOf);

    expect(await real.read(url, limits, consume)).toEqual(failing('foreign-host'));
    expect(consume).not.toHaveBeenCalled();
  });

  it('is this machine for a real bot', async () => {
    const url = host.give({ bytes: csv });

    expect(await real.read(url, limits, textOf)).toEqual(failing('foreign-host'));
    expect(await real.read(url.replace('http', 'https'), limits, textOf)).toEqual(failing('foreign-host'));
    expect(host.requests).toHaveLength(0);
  });

  it.each([
    ['127.0.0.1'],
    ['10.0.0.1'],
    ['169.254.169.254'],
    ['::1'],
    ['fd00::1'],
    ['::ffff:127.0.0.1'],
    ['13.107.136.10', '10.0.0.1'],
  ])('is behind the name of one that is: %s', async (...answers) => {
    const resolve = jest.fn(() => Promise.resolve(addresses(...answers)));

    expect(await read('https://contoso-my.sharepoint.com/x', { isDemo: false, resolve })).toEqual(
      failing('foreign-host'),
    );
    expect(resolve).toHaveBeenCalledTimes(1);
  });

  it.each([['10.0.0.1'], ['13.107.136.10'], ['127.0.0.1', '10.0.0.1']])(
    'is behind a name of the demo: %s',
    async (...answers) => {
      const url = host.give({ bytes: csv }).replace('127.0.0.1', 'localhost');

      expect(await read(url, { resolve: () => Promise.resolve(addresses(...answers)) })).toEqual(
        failing('foreign-host'),
      );
      expect(host.requests).toHaveLength(0);
    },
  );
});

it('connects to the very address that was checked', async () => {
  const elsewhere = await FileHost.start('127.0.0.2');
  const answers = [addresses('127.0.0.2'), addresses('10.0.0.1')];
  const resolve = jest.fn(() => Promise.resolve(answers.shift() ?? []));
  const url = elsewhere.give({ bytes: csv }).replace('127.0.0.1', 'localhost');

  expect(await read(url, { resolve })).toEqual({ ok: true, value: csv });
  expect(await read(url, { resolve })).toEqual(failing('foreign-host'));
  expect(resolve.mock.calls).toEqual([['localhost'], ['localhost']]);
  expect(elsewhere.requests).toHaveLength(1);
  await elsewhere.stop();
});

describe('a host that cannot be reached', () => {
  it('has no name', async () => {
    const resolve = () => Promise.reject(Object.assign(new Error('none'), { code: 'ENOTFOUND' }));

    expect(await read('http://localhost:1/x', { resolve })).toEqual(failing('unreachable'));
  });

  it('has no address', async () => {
    expect(await read('http://localhost:1/x', { resolve: () => Promise.resolve([]) })).toEqual(
      failing('unreachable'),
    );
  });

  it('does not listen', async () => {
    expect(await read('http://127.0.0.1:1/x')).toEqual(failing('unreachable'));
  });

  it('breaks the connection in the middle of the file', async () => {
    expect(await read(host.give({ bytes: csv, cuts: true }))).toEqual(failing('unreachable'));
  });

  it('sends less than it said', async () => {
    const headers = { 'content-length': '5000', connection: 'close' };

    expect(await read(host.give({ bytes: csv, cuts: true, headers }))).toEqual(failing('unreachable'));
  });
});

describe('a host that takes its time', () => {
  const quick = { answerMs: 150, pieceMs: 150, hostMs: 600_000, wholeMs: 600_000 };

  it.each<[string, Handing]>([
    ['before it answers', { bytes: csv, stalls: 'head' }],
    ['in the middle of the file', { bytes: csv, stalls: 'body' }],
  ])('is given up %s', async (_title, handing) => {
    expect(await read(host.give(handing), { bounds: quick })).toEqual(failing('stalled'));
  });

  it('is given up while its name is looked up', async () => {
    const resolve = () => new Promise<never>(() => undefined);

    expect(await read('http://localhost:1/x', { resolve, bounds: quick })).toEqual(failing('stalled'));
  });

  it.each(['hostMs', 'wholeMs'])('is given up when all in all it took too long: %s', async (bound) => {
    const long = { answerMs: 600_000, pieceMs: 600_000, hostMs: 600_000, wholeMs: 600_000 };
    const bounds = { ...long, [bound]: 300 };

    expect(await read(host.give({ bytes: csv, stalls: 'body' }), { bounds })).toEqual(failing('stalled'));
    expect(await read(host.give({ bytes: csv, delayMs: 30_000 }), { bounds })).toEqual(failing('stalled'));
  });

  it('is given up when its pauses together are too long', async () => {
    const bounds = { answerMs: 600_000, pieceMs: 600_000, hostMs: 1000, wholeMs: 600_000 };
    const near = (steps: number): string =>
      host.give(steps === 0 ? { bytes: csv } : { redirectTo: near(steps - 1), delayMs: 400 });

    expect(await read(near(3), { bounds })).toEqual(failing('stalled'));
  });

  it('is waited for within reason', async () => {
    expect(await read(host.give({ bytes: csv, delayMs: 300 }))).toEqual({ ok: true, value: csv });
  });
});

describe('a file that is too large', () => {
  it('is not begun when it says so', async () => {
    const consume = jest.fn(textOf);
    const url = host.give({ bytes: csv });

    expect(await createDownload({ isDemo: true }).read(url, { maxBytes: csv.length - 1 }, consume)).toEqual(
      failing('too-large'),
    );
    expect(consume).not.toHaveBeenCalled();
  });

  it('is cut at the limit when it does not', async () => {
    const megabyte = 1024 * 1024;
    let seen = 0;
    const url = host.give({ zeros: 200 * megabyte });

    const result = await createDownload({ isDemo: true }).read(url, limits, async (bytes) => {
      for await (const piece of bytes) seen += piece.byteLength;
    });

    expect(result).toEqual(failing('too-large'));
    expect(seen).toBeLessThanOrEqual(limits.maxBytes);
    expect(host.sentBytes).toBeLessThan(60 * megabyte);
  });

  it('is taken at exactly the limit', async () => {
    const url = host.give({ bytes: csv });

    expect(await createDownload({ isDemo: true }).read(url, { maxBytes: csv.length }, textOf)).toEqual({
      ok: true,
      value: csv,
    });
  });
});

describe('whoever reads', () => {
  const download = createDownload({ isDemo: true });

  /** Half a megabyte, with a pause after the first piece. */
  function readSlowly(bounds: DownloadOptions['bounds'], pauseMs: number) {
    const slow = createDownload({ isDemo: true, ...(bounds && { bounds }) });
    return slow.read(host.give({ zeros: 512 * 1024 }), limits, async (bytes) => {
      const sizes: number[] = [];
      for await (const { byteLength } of bytes) {
        if (sizes.length === 0) await new Promise((resume) => setTimeout(resume, pauseMs));
        sizes.push(byteLength);
      }
      return sizes.reduce((sum, size) => sum + size, 0);
    });
  }

  it('may stop early', async () => {
    const first = await download.read(host.give({ zeros: 50 * limits.maxBytes }), limits, async (bytes) => {
      for await (const piece of bytes) return piece.byteLength > 0;
      return false;
    });

    expect(first).toEqual({ ok: true, value: true });
  });

  it('may read nothing', async () => {
    expect(await download.read(host.give({ bytes: csv }), limits, () => Promise.resolve(7))).toEqual({
      ok: true,
      value: 7,
    });
  });

  it('may take longer than the host', async () => {
    const bounds = { answerMs: 2000, pieceMs: 2000, hostMs: 3000, wholeMs: 60_000 };

    expect(await readSlowly(bounds, 4000)).toEqual({ ok: true, value: 512 * 1024 });
  });

  it('may not take for ever', async () => {
    const bounds = { answerMs: 60_000, pieceMs: 60_000, hostMs: 60_000, wholeMs: 1000 };

    expect(await readSlowly(bounds, 1500)).toEqual(failing('stalled'));
  });

  it('is not taken at its word when the file broke', async () => {
    const swallowed = await download.read(host.give({ bytes: csv, cuts: true }), limits, (bytes) =>
      textOf(bytes).catch(() => 'all is well'),
    );
    const disguised = await download.read(host.give({ bytes: csv, cuts: true }), limits, (bytes) =>
      textOf(bytes).catch((cause: unknown) => {
        throw new Error('wrapped', { cause });
      }),
    );

    expect(swallowed).toEqual(failing('unreachable'));
    expect(disguised).toEqual(failing('unreachable'));
  });

  it('is heard when it fails before the end', async () => {
    const reading = download.read(host.give({ zeros: 512 * 1024 }), limits, async (bytes) => {
      for await (const { byteLength } of bytes) throw new TypeError(`a mistake after ${byteLength}`);
    });

    await expect(reading).rejects.toThrow('a mistake');
  });

  it('is heard when it fails by itself', async () => {
    const reading = download.read(host.give({ bytes: csv }), limits, async (bytes) => {
      await textOf(bytes);
      throw new TypeError('a mistake');
    });

    await expect(reading).rejects.toThrow('a mistake');
  });
});
