import type { Attachment } from 'botbuilder';
import { attachedFiles } from '../../bot/attached-files';
import { attachmentOf } from '../support/file-host';

const url = 'https://contoso-my.sharepoint.com/personal/anna/_layouts/15/download.aspx?UniqueId=1&tempauth=2';

it('reads the files that were dropped', () => {
  const attachments = [attachmentOf('devices.csv', url), attachmentOf('more.xlsx', `${url}3`)];

  expect(attachedFiles({ attachments })).toEqual([
    { name: 'devices.csv', url },
    { name: 'more.xlsx', url: `${url}3` },
  ]);
});

it('leaves out what is no file, and never fails', () => {
  const file = attachmentOf('a.csv', url);
  const junk: readonly unknown[] = [
    null,
    7,
    'text',
    [],
    {},
    { contentType: 'text/html', content: '<p>Hello</p>' },
    { ...file, contentType: 'image/png' },
    { ...file, content: undefined },
    { ...file, content: JSON.stringify(file.content) },
    { ...file, content: { downloadUrl: 7 } },
    { ...file, content: { downloadUrl: '' } },
    { ...file, content: { downloadUrl: 'h'.repeat(10_000) } },
  ];

  expect(attachedFiles({ attachments: [...junk, file, ...junk] as Attachment[] })).toEqual([
    { name: 'a.csv', url },
  ]);
});

it.each([undefined, null, {}, 'attachments', 7])('takes %j for no attachments', (attachments) => {
  expect(attachedFiles({ attachments: attachments as never })).toEqual([]);
});

it('takes at most ten', () => {
  const attachments = Array.from({ length: 15 }, (_, n) => attachmentOf(`${n}.csv`, url));

  expect(attachedFiles({ attachments }).map(({ name }) => name)).toEqual(
    Array.from({ length: 10 }, (_, n) => `${n}.csv`),
  );
});

it.each([
  ['a name with line ends and other control characters', 'a\r\nb\u0000\u001b[31m\u2028c.csv', 'ab[31mc.csv'],
  ['a name that is turned round', 'list\u202Evsc.exe', 'listvsc.exe'],
  ['a name of blanks', ' \t ', ''],
  ['a name in another script', '端末一覧 ü.csv', '端末一覧 ü.csv'],
])('cleans %s', (_title, name, cleaned) => {
  expect(attachedFiles({ attachments: [attachmentOf(name, url)] })).toEqual([{ name: cleaned, url }]);
});

it('clips a long name without breaking a character', () => {
  const [file] = attachedFiles({ attachments: [attachmentOf('😀'.repeat(300), url)] });

  expect(file?.name).toBe('😀'.repeat(200));
});

it('does without a name', () => {
  const nameless: Attachment = { ...attachmentOf('a.csv', url) };
  delete nameless.name;

  expect(attachedFiles({ attachments: [nameless] })).toEqual([{ name: '', url }]);
});
