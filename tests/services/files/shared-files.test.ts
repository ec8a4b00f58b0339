import { createDownload } from '../../../services/files/download';
import { createSharedFiles } from '../../../services/files/shared-files';
import { createDemoTenant, type DemoTenant } from '../../../services/demo/tenant';
import { createGraphClient } from '../../../services/graph/graph-client';
import { staticToken } from '../../../services/graph/token-provider';
import { handClock, minute } from '../demo/graph-over-http';

const anna = 'b3a1f7c2-4d58-4c0e-8f27-1e9d6a5b3c71';
const least = ['ChannelMessage.Read.All', 'Chat.Read.All', 'Files.Read.All'];
const chat = { chatId: '19:meeting_Mg/42@thread.v2', messageId: '1714986465974' };
const channel = { teamId: 'fbe2bf47-16c8-47cf-b4a5-4b9b187c508b', channelId: '19:4a95@thread.tacv2' };

const clock = handClock();
let tenant: DemoTenant;

beforeAll(async () => {
  tenant = await createDemoTenant({ clock, devices: 10 });
});

afterAll(() => tenant.stop());

function sharedFiles(permissions = least) {
  const tokens = staticToken(tenant.token(permissions));
  return createSharedFiles(createGraphClient({ root: tenant.url, tokens, clock, retries: 0 }));
}

async function contentOf(url: string) {
  return createDownload({ isDemo: true }).read(url, { maxBytes: 1000 }, async (bytes) => {
    const pieces: Uint8Array[] = [];
    for await (const piece of bytes) pieces.push(piece);
    return Buffer.concat(pieces).toString();
  });
}

it('finds the files of a message in a group chat, in two requests', async () => {
  const on = { chatId: '19:two@thread.v2', messageId: '1' };
  await tenant.sharedFiles.add({ on, name: 'größe & menge #1.csv', bytes: 'a,b', by: anna });
  await tenant.sharedFiles.add({ on, name: 'two.csv', bytes: 'c', by: anna });
  const before = tenant.requests().length;

  const found = await sharedFiles().find(on);

  expect(tenant.requests().length - before).toBe(2);
  expect(found).toMatchObject({
    ok: true,
    value: [
      { name: 'größe & menge #1.csv', size: 3, createdBy: anna },
      { name: 'two.csv', size: 1, createdBy: anna },
    ],
  });
  const [first] = found.ok ? found.value : [];
  expect(await contentOf(first?.url ?? '')).toEqual({ ok: true, value: 'a,b' });
});

it('finds the file of a message that begins a thread, and of one within it', async () => {
  const begins = { ...channel, messageId: '100' };
  const within = { ...channel, messageId: '200', replyToId: '100' };
  await tenant.sharedFiles.add({ on: begins, name: 'one.csv', bytes: '1', by: anna });
  await tenant.sharedFiles.add({ on: within, name: 'two.csv', bytes: '2', by: anna });
  const files = sharedFiles();

  expect(await files.find(begins)).toMatchObject({ ok: true, value: [{ name: 'one.csv' }] });
  expect(await files.find({ ...begins, replyToId: '100' })).toMatchObject({
    ok: true,
    value: [{ name: 'one.csv' }],
  });
  expect(await files.find(within)).toMatchObject({ ok: true, value: [{ name: 'two.csv' }] });
});

it('gives an address that is good for minutes only', async () => {
  const on = { ...channel, messageId: '300' };
  await tenant.sharedFiles.add({ on, name: 'one.csv', bytes: '1', by: anna });
  const found = await sharedFiles().find(on);
  const url = found.ok ? (found.value[0]?.url ?? '') : '';

  expect(await contentOf(url)).toEqual({ ok: true, value: '1' });
  clock.forward(10 * minute);
  expect(await contentOf(url)).toEqual({ ok: false, error: { type: 'expired' } });
});

it.each([
  ['messages of chats', ['Files.Read.All', 'ChannelMessage.Read.All'], 'forbidden'],
  ['files', ['Chat.Read.All', 'ChannelMessage.Read.All'], 'forbidden'],
])('says that it may not read %s', async (_what, permissions, type) => {
  const on = { chatId: '19:three@thread.v2', messageId: '1' };
  await tenant.sharedFiles.add({ on, name: 'one.csv', bytes: '1', by: anna });

  expect(await sharedFiles(permissions).find(on)).toMatchObject({ ok: false, error: { type } });
});

it('says that there is no such message', async () => {
  expect(await sharedFiles().find({ chatId: '19:nobody@thread.v2', messageId: '1' })).toMatchObject({
    ok: false,
    error: { type: 'not-found' },
  });
});

it('asks for nothing but what the ids name', async () => {
  const before = tenant.requests().length;
  await sharedFiles().find({ chatId: '../users/x?$top=1#', messageId: '1/../2' });
  await sharedFiles().find(chat);

  const paths = tenant.requests().slice(before);
  expect(paths.map(({ status }) => status)).not.toContain(200);
  expect(paths.every(({ path }) => path.startsWith('/chats/'))).toBe(true);
});

describe('an answer of Graph that is odd', () => {
  const find = (message: unknown, item: unknown) =>
    createSharedFiles({
      get: () => Promise.resolve({ ok: true, value: message }),
      batch: (parts) => Promise.resolve(parts.map(() => ({ ok: true, value: item }))),
    }).find(chat);
  const reference = {
    contentType: 'reference',
    contentUrl: 'https://contoso.sharepoint.com/a b.csv',
    name: 'a b.csv',
  };

  it.each([
    ['a message without attachments', { id: '1' }],
    ['a message with null for them', { id: '1', attachments: null }],
    [
      'cards, quotes and nonsense',
      {
        id: '1',
        attachments: [null, 7, { contentType: 'messageReference' }, { ...reference, contentUrl: null }],
      },
    ],
  ])('has no files: %s', async (_title, message) => {
    expect(await find(message, {})).toEqual({ ok: true, value: [] });
  });

  it('leaves out a folder', async () => {
    const folder = { id: '1', name: 'General', folder: {} };

    expect(await find({ id: '1', attachments: [reference] }, folder)).toEqual({ ok: true, value: [] });
  });

  it('takes a file of which little is known', async () => {
    const item = { id: '1', size: -1, '@microsoft.graph.downloadUrl': 'https://contoso.sharepoint.com/d' };

    expect(await find({ id: '1', attachments: [reference] }, item)).toEqual({
      ok: true,
      value: [{ name: 'a b.csv', url: 'https://contoso.sharepoint.com/d' }],
    });
  });

  it('takes ten files of one message', async () => {
    const item = { id: '1', '@microsoft.graph.downloadUrl': 'https://contoso.sharepoint.com/d' };
    const attachments = Array.from({ length: 30 }, () => reference);
    const found = await find({ id: '1', attachments }, item);

    expect(found.ok && found.value.length).toBe(10);
  });

  it.each([
    ['nothing', undefined],
    ['a text', 'hello'],
    ['no id', { attachments: [] }],
  ])('is a failure: %s', async (_title, message) => {
    expect(await find(message, {})).toEqual({ ok: false, error: { type: 'invalid-answer' } });
  });
});
