import { readConfig } from '../../../bot/config';

const registered = {
  MicrosoftAppId: '11111111-2222-3333-4444-555555555555',
  MicrosoftAppTenantId: '99999999-8888-7777-6666-555555555555',
  MicrosoftAppPassword: 'a secret',
};

it.each([
  ['the demo, which only this machine reaches', {}, true],
  ['a demo that is told so', { METRICS: 'off' }, false],
  ['a real bot, which is reached from outside', registered, false],
  ['a real bot that is told so', { ...registered, METRICS: ' On ' }, true],
])('%s (%j) serves metrics: %s', (_title, environment, metrics) => {
  const reading = readConfig(environment, false);

  expect(reading).toMatchObject({ ok: true, config: { operating: { metrics } } });
});

it('takes nothing but on and off for an answer', () => {
  expect(readConfig({ METRICS: 'loopback' }, false)).toEqual({
    ok: false,
    problems: [{ variable: 'METRICS', problem: 'not-on-or-off', value: 'loopback' }],
  });
});
