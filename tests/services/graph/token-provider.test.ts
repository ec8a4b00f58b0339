import type { AccessToken, TokenCredential } from '@azure/identity';
import { clouds } from '../../../services/graph/clouds';
import { tokenCredential, type GraphCredential } from '../../../services/graph/token-credential';
import { credentialTokens, staticToken } from '../../../services/graph/token-provider';

const minute = 60_000;
let now = 0;
const clock = { now: () => now };

beforeEach(() => {
  now = 0;
});

class CountingCredential implements TokenCredential {
  readonly scopes: unknown[] = [];
  next: () => Promise<AccessToken | null> = () =>
    Promise.resolve({ token: `t${this.scopes.length}`, expiresOnTimestamp: now + 60 * minute });

  getToken(scope: string | string[]): Promise<AccessToken | null> {
    this.scopes.push(scope);
    return this.next();
  }
}

test('Callers at the same time share one sign-in for the scope of the cloud', async () => {
  const credential = new CountingCredential();
  const tokens = credentialTokens(credential, clouds.usgov.scope, clock);

  expect(await Promise.all([tokens(), tokens(), tokens()])).toEqual(['t1', 't1', 't1']);
  expect(credential.scopes).toEqual(['https://graph.microsoft.us/.default']);
});

test('A token is kept, and renewed five minutes before it ends', async () => {
  const tokens = credentialTokens(new CountingCredential(), 'scope', clock);
  await tokens();

  now = 54 * minute;
  expect(await tokens()).toBe('t1');

  now = 55 * minute;
  expect(await tokens()).toBe('t2');
});

test('A refused sign-in is not remembered', async () => {
  const credential = new CountingCredential();
  const usual = credential.next;
  const tokens = credentialTokens(credential, 'scope', clock);
  credential.next = () => Promise.reject(new Error('refused'));
  await expect(tokens()).rejects.toThrow('refused');
  credential.next = () => Promise.resolve(null);
  await expect(tokens()).rejects.toThrow('no token');

  credential.next = usual;

  expect(await tokens()).toBe('t3');
});

test('A static token is given as it is', async () => {
  expect(await staticToken('demo')()).toBe('demo');
});

const app = {
  appId: '11111111-1111-1111-1111-111111111111',
  tenantId: '22222222-2222-2222-2222-222222222222',
};

test.each<[GraphCredential['type'], GraphCredential, string]>([
  ['secret', { ...app, type: 'secret', secret: 's' }, 'ClientSecretCredential'],
  ['certificate', { ...app, type: 'certificate', certificatePath: '/c.pem' }, 'ClientCertificateCredential'],
  [
    'workload-identity',
    { ...app, type: 'workload-identity', tokenFilePath: '/t' },
    'WorkloadIdentityCredential',
  ],
  ['managed-identity', { ...app, type: 'managed-identity' }, 'ManagedIdentityCredential'],
])('A %s becomes the Azure credential of that kind', (_, credential, name) => {
  expect(tokenCredential(credential, clouds.public).constructor.name).toBe(name);
});

test.each(Object.entries(clouds))('The scope of %s belongs to its own Graph', (_, cloud) => {
  expect(cloud.scope).toBe(`${cloud.graphRoot}/.default`);
  expect(new URL(cloud.graphRoot).pathname).toBe('/');
});
