import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { CodeRow } from '../../../services/knowledge/article';
import { createKnowledge } from '../../../services/knowledge/knowledge';

const knowledge = createKnowledge();
const folder = path.resolve(__dirname, '../../../services/knowledge/codes');
const rows = readdirSync(folder).flatMap(
  (file) => JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as CodeRow[],
);

const idsIn = (text: string, ...codes: readonly string[]) =>
  knowledge.explain(text, codes).map(({ article }) => article.id);

it('explains each of 872 codes by an article of its own, or by its meaning and its family', () => {
  const answers = rows.map(({ code }) => ({ code, found: knowledge.find(code) }));
  const without = answers.filter(
    ({ found }) => found === undefined || (!found.isOwn && found.row === undefined),
  );
  expect(without).toEqual([]);
});

it.each([
  ['0x800705b4', 'time-out'],
  ['1460', 'time-out'],
  ['-2147023293', 'installation-failed'],
  ['1603', 'installation-failed'],
  ['806', 'already-registered'],
  ['0x80070774', 'domain-controller-not-found'],
  ['AADSTS50076', 'second-factor-required'],
  ['403', 'address-forbidden'],
])('explains %s by the article %s', (code, id) => {
  expect(idsIn('', code)).toEqual([id]);
});

it.each([
  ['ZtdDeviceAlreadyAssigned', 'already-registered'],
  ['what is ZtdDeviceAssignedToAnotherTenant', 'other-tenant'],
  ['it says ZtdDeviceDuplicated', 'duplicated-in-list'],
  ['ERROR_INSTALL_FAILURE', 'installation-failed'],
])('explains the name in "%s" by the article %s', (text, id) => {
  expect(idsIn(text)).toEqual([id]);
});

it('explains several codes in their order, each once in whatever spelling', () => {
  expect(idsIn('', '1603', '0x80180014', '0x643', '2149056532')).toEqual([
    'installation-failed',
    'device-refused-or-used-once',
  ]);
});

it('leaves out that all went well where something failed', () => {
  expect(idsIn('', '0x00000000', '1603', '0')).toEqual(['installation-failed']);
  expect(idsIn('', '0')).toEqual(['installer-succeeded']);
});

it('knows the sub-step and the phase that are named', () => {
  const [found] = knowledge.explain('Registering your device for mobile management (6, 0x80180014)', [
    '0x80180014',
  ]);
  expect(found).toMatchObject({ subStep: 6, phase: 'registering-mdm' });
  const [waiting] = knowledge.explain('stuck at SECURING YOUR HARDWARE, 0x800705b4', ['0x800705B4']);
  expect(waiting?.phase).toBe('securing-hardware');
});

it('says what else a plain number may be', () => {
  expect(knowledge.find('806')?.otherReadings).toEqual([
    { type: 'windows', symbol: 'ERROR_FILE_HANDLE_REVOKED' },
  ]);
  expect(knowledge.find('403')?.otherReadings).toContainEqual({
    type: 'windows',
    symbol: 'ERROR_PROCESS_MODE_NOT_BACKGROUND',
  });
});

it.each(['0x', '0xZZZ', '9'.repeat(40), '', 'UK_CORP_LAPTOP', '__proto__', 'constructor', 'toString'])(
  'knows nothing of %s',
  (written) => {
    expect(knowledge.find(written)).toBeUndefined();
    expect(knowledge.explain(written, [written])).toEqual([]);
    expect(knowledge.article(written) ?? knowledge.notion(written)).toBeUndefined();
  },
);

it('stays with a hundred kilobytes of a log', () => {
  const line =
    'Failed to get ERROR_SOMETHING_ELSE at ContentManagerThingDone (6, 0x80180014) result 0x87D1041C ';
  const log = line.repeat(1100);
  const began = performance.now();
  expect(idsIn(log, '0x80180014', '0x87D1041C')).toEqual(['device-refused-or-used-once', 'app-not-detected']);
  expect(knowledge.search(log, 3).length).toBeGreaterThan(0);
  expect(performance.now() - began).toBeLessThan(5000);
});
