import { createServer } from 'node:http';
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
