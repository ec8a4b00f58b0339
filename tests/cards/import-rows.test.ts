import { fileProblemSentence, rowWords } from '../../cards/import-words';
import { importSummary } from '../../cards/import-summary';
import { vendorText } from '../../cards/vendor-text';
import type { ImportRow } from '../../services/registration/imports/import';
import { importRow, importView, rowsData, rowWith } from './support/import-states';
import { say } from './support/states';

const twenty = Array.from({ length: 20 }, (_, n) => importRow({ line: n + 2 }));
const turnsOf = (...given: Parameters<typeof rowsData>) =>
  rowsData(...given).buttons.map(({ label, data }) => [label, data]);

it('names row, device and what became of it', () => {
  const failed = importRow({ line: 14, state: 'failed', reason: 'invalidHash', hasTpm: false });

  expect(rowsData([failed]).rows).toEqual([
    {
      symbol: '✖',
      colour: 'Attention',
      name: 'Row 14 · 5CG4217QHX',
      state: 'Failed',
      device: 'HP EliteBook 840 G10 · UK-Corp-Laptop · no TPM',
      why: expect.stringMatching(
        /^Intune does not accept the hash: .+\. Whoever has the device captures .+\.$/,
      ),
    },
  ]);
});

describe('the pages', () => {
  it('lead on, back, to the problems and to the overview', () => {
    expect(turnsOf(twenty, { page: 1, pages: 26, total: 512 })).toEqual([
      ['Previous', { id: 7, page: 0, onlyProblems: false }],
      ['Next', { id: 7, page: 2, onlyProblems: false }],
      ['Problems only', { id: 7, page: 0, onlyProblems: true }],
      ['Back to the overview', { id: 7 }],
    ]);
  });

  it('stay with the problems', () => {
    expect(turnsOf(twenty, { pages: 2, total: 21, onlyProblems: true })).toEqual([
      ['Next', { id: 7, page: 1, onlyProblems: true }],
      ['All rows', { id: 7, page: 0, onlyProblems: false }],
      ['Back to the overview', { id: 7 }],
    ]);
  });

  it.each([
    [twenty, { page: 0, pages: 600, total: 12_000 }, '1 to 20 of 12,000 · page 1 of 600'],
    [twenty.slice(0, 12), { page: 25, pages: 26, total: 512 }, '501 to 512 of 512 · page 26 of 26'],
    [twenty.slice(0, 1), { page: 0, pages: 1, total: 1 }, '1 row'],
  ])('say where they are', (rows, page, reach) => {
    expect(rowsData(rows, page).reach).toBe(reach);
  });

  it('say when they are empty', () => {
    expect(rowsData([]).empty).toBe('No rows.');
    expect(rowsData([], { onlyProblems: true }).empty).toBe('No problems: every row went as wished.');
  });
});

it('fills a finding from the row where it brings no values', () => {
  const row = importRow({
    state: 'refused',
    tag: '',
    findings: [{ code: 'placeholderSerial' }, { code: 'tagNotAllowed' }],
  });

  expect(rowWords(say, row).why).toBe(
    '“5CG4217QHX” is no serial number but a placeholder that many devices share. You may not give this group tag here: no group tag.',
  );
});

describe('the words for a row', () => {
  it.each<[string, ImportRow, string, string]>([
    ['a good one', importRow({ state: 'assigned' }), '', ''],
    [
      'another tag',
      importRow({ state: 'other-tag', foundTag: '' }),
      'It has the group tag no group tag; asked for was UK-Corp-Laptop.',
      'To change it, ask me to set the group tag.',
    ],
    [
      'another user',
      importRow({ state: 'differs' }),
      'Its user is not the one that was asked for.',
      'Look the device up and set its group tag or user.',
    ],
    ['stopped', importRow({ state: 'stopped' }), '', 'Send the file again to register the rest.'],
    [
      'repaired',
      rowWith('serialFromHash', 'PF4K7X2N', { state: 'sent' }),
      'The row has no serial number.',
      'I took PF4K7X2N from the hash.',
    ],
    [
      'refused, where a repair does not matter',
      importRow({
        state: 'refused',
        verdict: 'refused',
        findings: [{ code: 'hashRepaired' }, { code: 'duplicateSerial', values: { line: 14 } }],
      }),
      'Row 14 has the same serial number.',
      'Keep one of the two.',
    ],
    [
      'failed without a reason',
      importRow({ state: 'failed' }),
      'Intune refused it for a reason I do not know.',
      'An administrator asks Microsoft support, with this name and number.',
    ],
    [
      'failed with a number only',
      importRow({ state: 'failed', reason: 'refusedByGraph', errorCode: 400 }),
      'Microsoft Graph refused this row. It gives the number 400.',
      expect.stringMatching(/Intune admin center/),
    ],
  ])('explain %s', (_, row, why, todo) => {
    expect(rowWords(say, row)).toMatchObject({ why, todo });
  });

  it('leave a questionable row to the person until the import was confirmed', () => {
    const row = rowWith('checksumWrong');

    expect(rowsData([row], {}, { phase: 'offered' }).rows[0]?.state).toBe('Questionable, for you to decide');
    expect(rowsData([row], {}, { phase: 'ended' }).rows[0]?.state).toBe('Questionable, left out');
  });
});

it('names the columns of a file that has none with hashes, the first few', () => {
  const columns = ['Name', ' ', ...Array.from({ length: 9 }, (_, n) => `C${n}`)];

  expect(fileProblemSentence(say, { type: 'no-hash-column', columns })).toContain(
    'The columns are: Name, C0, C1, C2, C3, C4. Nothing was registered.',
  );
  expect(fileProblemSentence(say, { type: 'no-serial-column', columns: [] })).toContain('are: none.');
  const hash = `T0FkAAwAFABrL9OSxzNSDLvkOJ92s8MMDQAfAFR${'A'.repeat(3900)}`;
  expect(fileProblemSentence(say, { type: 'no-hash-column', columns: ['Serial', hash, 'Tag'] })).toContain(
    'The columns are: Serial, Tag. Nothing',
  );
  expect(fileProblemSentence(say, { type: 'empty' })).toMatch(/^This file is empty\./);
});

it.each([
  [{ assigned: 3 }, 'hashes', 'Anna, your import *f.csv is through: 3 of 3 registered.'],
  [
    { assigned: 3, failed: 1 },
    'hashes',
    'Anna, your import *f.csv is through: 3 of 4 registered, 1 row needs a look.',
  ],
  [
    { added: 3, refused: 2 },
    'identifiers',
    'Anna, your file *f.csv is through: 3 of 3 corporate identifiers added, 2 rows need a look.',
  ],
] as const)('tells the person that it is through: %j', (states, kind, sentence) => {
  const view = importView({ states, kind, fileName: 'f.csv' });

  expect(importSummary(say, view, 'Anna', (text) => `*${text}`)).toBe(sentence);
});

it('writes to the vendor which devices to release, and what proves that they are ours', () => {
  const { forYou, lines } = vendorText(
    say,
    [importRow(), importRow({ serial: 'PF4K7X2N', model: '' })],
    'tenant-1',
  );

  expect(forYou).toMatch(/^Send this first to whoever sold you the devices/);
  expect(lines).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^we own the 2 devices below\..+808 or 806/),
      'Please remove these registrations, or tell us who can, and write to us when it is done.',
      '• 5CG4217QHX (HP EliteBook 840 G10)',
      '• PF4K7X2N',
      'Our tenant id: tenant-1',
    ]),
  );
  expect(
    vendorText(
      say,
      Array.from({ length: 250 }, () => importRow()),
      't',
    ).lines,
  ).toContain('• and 50 more, in the enclosed list');
});
