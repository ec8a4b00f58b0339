import { createFileHosts } from '../../../services/files/file-hosts';

const real = createFileHosts({ isDemo: false });
const demo = createFileHosts({ isDemo: true });

it.each([
  'https://contoso-my.sharepoint.com/personal/anna/_layouts/15/download.aspx?UniqueId=1&tempauth=2',
  'https://contoso.sharepoint.com:443/x',
  'https://CONTOSO.SharePoint.com/x',
  'https://contoso.sharepoint.us/x',
  'https://contoso.sharepoint-mil.us/x',
  'https://contoso.sharepoint.cn/x',
])('lets files come from %s, which is none of the demo', (url) => {
  expect(real.allowed(url)).toEqual(new URL(url));
  expect(demo.allowed(url)).toBeUndefined();
});

it.each([
  'http://contoso.sharepoint.com/x',
  'https://contoso.sharepoint.com:8443/x',
  'https://contoso.sharepoint.com:80/x',
  'https://user@contoso.sharepoint.com/x',
  'https://:password@contoso.sharepoint.com/x',
  'https://contoso.sharepoint.com@evil.example/x',
  'https://contoso.sharepoint.com%40evil.example/x',
  'https://contoso.sharepoint.com.evil.example/x',
  'https://evil-sharepoint.com/x',
  'https://sharepoint.com.evil.com/x',
  'https://contoso.sharepoint.com./x',
  'https://contoso.sharepoint.com../x',
  'https://contoso.sharepoint.de/x',
  'https://contoso.ѕharepoint.com/x',
  'https://contoso.sharepoint.com。evil.example/x',
  'https://evil.example/?contoso.sharepoint.com',
  'https://evil.example#.sharepoint.com',
  'https://evil.example\\.sharepoint.com/',
  'https://[::1]/x',
  'https://[2603:1061::1]/sharepoint.com',
  'https://127.0.0.1/x',
  'https://2130706433/x',
  'https://0x7f.1/x',
  'http://169.254.169.254/latest/meta-data',
  'ftp://contoso.sharepoint.com/x',
  'file:///contoso.sharepoint.com/x',
  'data:text/csv,a',
  '//contoso.sharepoint.com/x',
  'sharepoint.com',
  '',
])('lets no file come from %s', (url) => {
  expect(real.allowed(url)).toBeUndefined();
});

it.each(['http://127.0.0.1:56151/x', 'https://localhost/x', 'http://[::1]:1234/x', 'http://2130706433/x'])(
  'lets files come from %s in the demo only',
  (url) => {
    expect(demo.allowed(url)).toEqual(new URL(url));
    expect(real.allowed(url)).toBeUndefined();
  },
);

it.each([
  'http://127.0.0.1.evil.example/x',
  'http://127.0.0.2/x',
  'http://0.0.0.0/x',
  'http://10.0.0.1/x',
  'http://localhost.evil.example/x',
  'http://user@localhost/x',
])('keeps the demo from %s', (url) => {
  expect(demo.allowed(url)).toBeUndefined();
});

it.each(['13.107.136.10', '52.104.0.1', '2620:1ec:8f8::10', '2603:1061:1300::8'])(
  'knows %s as a place on the internet',
  (address) => {
    expect(real.mayBeAt(address)).toBe(true);
    expect(demo.mayBeAt(address)).toBe(false);
  },
);

it.each(['127.0.0.1', '127.8.9.10', '::1'])('knows %s as this machine', (address) => {
  expect(demo.mayBeAt(address)).toBe(true);
  expect(real.mayBeAt(address)).toBe(false);
});

it.each([
  '0.0.0.0',
  '10.0.0.1',
  '100.64.0.1',
  '100.127.255.254',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.192',
  '192.168.1.1',
  '198.18.0.1',
  '203.0.113.5',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::ffff:10.0.0.1',
  '::ffff:13.107.136.10',
  '::10.0.0.1',
  '64:ff9b::a00:1',
  '2001::a00:1',
  '2001:db8::1',
  '2002:a00:1::1',
  'fc00::1',
  'fd00:ec2::254',
  'fe80::1',
  'fe80::1%eth0',
  'fec0::1',
  'ff02::1',
  'contoso.sharepoint.com',
  '',
])('knows that no file host is at %s', (address) => {
  expect(real.mayBeAt(address)).toBe(false);
  expect(demo.mayBeAt(address)).toBe(false);
});
