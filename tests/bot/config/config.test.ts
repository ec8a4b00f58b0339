import { readConfig } from '../../../bot/config';
import type { ConfigProblem } from '../../../bot/config/problem';

const appId = '11111111-2222-3333-4444-555555555555';
const tenantId = '99999999-8888-7777-6666-555555555555';
const registered = {
  MicrosoftAppId: appId,
  MicrosoftAppTenantId: tenantId,
  MicrosoftAppPassword: 'a secret',
};

function configOf(environment: Record<string, string>, terminal = false) {
  const reading = readConfig(environment, terminal);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.config;
}

function problemsOf(
  environment: Record<string, string>,
): readonly Pick<ConfigProblem, 'variable' | 'problem'>[] {
  const reading = readConfig(environment, false);
  return reading.ok ? [] : reading.problems.map(({ variable, problem }) => ({ variable, problem }));
}

describe('without any settings', () => {
  it('is the demo, on this machine only, with the simulated tenant', () => {
    const config = configOf({});

    expect(config).toMatchObject({
      mode: 'demo',
      host: '127.0.0.1',
      port: 3978,
      graph: { type: 'simulated' },
      demo: { playgroundPort: 56150, devices: 2000, openBrowser: false },
    });
    expect(config.credential).toBeUndefined();
  });

  it('opens the browser on a terminal, but not in CI', () => {
    expect(configOf({}, true).demo.openBrowser).toBe(true);
    expect(configOf({ CI: 'true' }, true).demo.openBrowser).toBe(false);
  });
});

describe('an app registration', () => {
  it.each([
    [{}, { type: 'secret', secret: 'a secret' }],
    [
      { MicrosoftAppPassword: '', MicrosoftAppCertificatePath: '/etc/bot.pem' },
      { type: 'certificate', certificatePath: '/etc/bot.pem' },
    ],
    [
      { MicrosoftAppPassword: '', AZURE_FEDERATED_TOKEN_FILE: '/var/token' },
      { type: 'workload-identity', tokenFilePath: '/var/token' },
    ],
    [{ MicrosoftAppPassword: '', MicrosoftAppType: 'UserAssignedMSI' }, { type: 'managed-identity' }],
  ])('signs in with %j', (settings, expected) => {
    const config = configOf({ ...registered, ...settings });

    expect(config.mode).toBe('real');
    expect(config.credential).toEqual({ appId, tenantId, ...expected });
    expect(config.tenants).toEqual([tenantId]);
    expect(config.graph).toEqual({ type: 'cloud', name: 'public' });
  });
});

describe('the start is refused', () => {
  const refusals: [string, Record<string, string>, [string, ConfigProblem['problem']][]][] = [
    [
      'in production without an app id',
      { NODE_ENV: 'production' },
      [
        ['MicrosoftAppId', 'missing'],
        ['MicrosoftAppTenantId', 'missing'],
        ['MicrosoftAppPassword, MicrosoftAppCertificatePath, AZURE_FEDERATED_TOKEN_FILE', 'no-credential'],
      ],
    ],
    ['with an empty app id', { ...registered, MicrosoftAppId: ' ' }, [['MicrosoftAppId', 'missing']]],
    ['without a tenant', { ...registered, MicrosoftAppTenantId: '' }, [['MicrosoftAppTenantId', 'missing']]],
    [
      'with an unknown app type',
      { ...registered, MicrosoftAppType: 'MultiTenant' },
      [['MicrosoftAppType', 'unknown-app-type']],
    ],
    [
      'with two credentials',
      { ...registered, AZURE_FEDERATED_TOKEN_FILE: '/t' },
      [
        [
          'MicrosoftAppPassword, MicrosoftAppCertificatePath, AZURE_FEDERATED_TOKEN_FILE',
          'several-credentials',
        ],
      ],
    ],
    [
      'with a secret for a managed identity',
      { ...registered, MicrosoftAppType: 'UserAssignedMSI' },
      [['MicrosoftAppPassword', 'secret-with-managed-identity']],
    ],
    ['with an unknown mode', { AUTOPILOT_MODE: 'production' }, [['AUTOPILOT_MODE', 'unknown-mode']]],
    [
      'with several mistakes at once',
      { PORT: '99999', ROLE_ADMINS: 'anna', LOG_LEVEL: 'loud' },
      [
        ['PORT', 'not-a-port'],
        ['ROLE_ADMINS', 'not-a-guid'],
        ['LOG_LEVEL', 'not-a-log-level'],
      ],
    ],
    [
      'with a Graph that is no cloud',
      { AUTOPILOT_GRAPH_URL: 'https://evil.example' },
      [['AUTOPILOT_GRAPH_URL', 'unknown-graph']],
    ],
    [
      'with a stand-in for Graph outside the demo',
      { ...registered, AUTOPILOT_GRAPH_URL: 'http://localhost:9000' },
      [['AUTOPILOT_GRAPH_URL', 'graph-needs-demo']],
    ],
    [
      'with a cloud in the demo',
      { AUTOPILOT_GRAPH_URL: 'usgov' },
      [['AUTOPILOT_GRAPH_URL', 'graph-needs-real']],
    ],
  ];

  it.each(refusals)('%s', (_title, environment, expected) => {
    expect(problemsOf(environment)).toEqual(expected.map(([variable, problem]) => ({ variable, problem })));
  });
});

describe('Graph', () => {
  it.each([
    ['http://localhost:8080', 'http://localhost:8080'],
    ['http://127.0.0.1:8080/', 'http://127.0.0.1:8080'],
    ['http://[::1]:8080', 'http://[::1]:8080'],
    ['http://127.0.0.1:8080/v1.0', 'http://127.0.0.1:8080'],
    ['http://127.0.0.1:8080/graph/beta/', 'http://127.0.0.1:8080/graph'],
  ])('may be stood in for by %s in the demo', (given, url) => {
    expect(configOf({ AUTOPILOT_GRAPH_URL: given }).graph).toEqual({ type: 'loopback', url });
  });

  it.each([
    'http://localhost.evil.example',
    'http://127.0.0.1@evil.example',
    'file:///etc/passwd',
    'http://10.0.0.1',
  ])('is not taken from %s', (url) => {
    expect(problemsOf({ AUTOPILOT_GRAPH_URL: url })).toHaveLength(1);
  });

  it('can be a national cloud', () => {
    expect(configOf({ ...registered, AUTOPILOT_GRAPH_URL: 'usgov-dod' }).graph).toEqual({
      type: 'cloud',
      name: 'usgov-dod',
    });
  });
});
