import { readConfig } from '../../../bot/config';

it.each([
  [{}, false],
  [{ READ_SHARED_FILES: 'off' }, false],
  [{ READ_SHARED_FILES: ' On ' }, true],
])('%j: files of channels are read: %s', (environment, readShared) => {
  expect(readConfig(environment, false)).toMatchObject({ ok: true, config: { files: { readShared } } });
});

it('takes nothing but on and off for an answer', () => {
  expect(readConfig({ READ_SHARED_FILES: 'yes' }, false)).toEqual({
    ok: false,
    problems: [{ variable: 'READ_SHARED_FILES', problem: 'not-on-or-off', value: 'yes' }],
  });
});
