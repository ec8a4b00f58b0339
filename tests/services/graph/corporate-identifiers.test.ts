import { createDemoTenant, type DemoTenant } from '../../../services/demo/tenant';
import {
  identifierOf,
  importIdentifiersBody,
  importIdentifiersPath,
  parseIdentifiers,
  searchIdentifiersBody,
  searchIdentifiersPath,
} from '../../../services/graph/corporate-identifiers';
import { createGraphClient } from '../../../services/graph/graph-client';
import { startedAt } from '../demo/graph-over-http';

const clock = { now: () => startedAt };
let tenant: DemoTenant;
beforeAll(async () => {
  tenant = await createDemoTenant({ devices: 10, clock });
});
afterAll(() => tenant.stop());

async function ask(path: string, body: object) {
  const tokens = () => Promise.resolve(tenant.token());
  const graph = createGraphClient({ root: tenant.url, tokens, clock });
  const answer = await graph.write('POST', path, { version: 'beta', body });
  return answer.ok ? parseIdentifiers(answer.value) : answer;
}

test('An identifier is one text without full stops and without commas inside its parts', () => {
  const identifier = identifierOf({ manufacturer: 'Dell Inc.', model: 'Latitude, 7450', serial: ' 9D.PV2 ' });

  expect(identifier).toBe('Dell Inc,Latitude 7450,9DPV2');
});

test('A search finds those that are there', async () => {
  const known = 'Dell Inc,Latitude 7450,9DPV2Z4';

  expect(await ask(searchIdentifiersPath, searchIdentifiersBody([known, 'HP,None,1']))).toEqual({
    ok: true,
    value: [{ identifier: known }],
  });
});

test('New ones are added once, and what was there stays', async () => {
  const body = importIdentifiersBody(['HP,EliteBook,NEW1', 'LENOVO,21ML003BUK,PF4M0DEV']);
  const identifier = 'HP,EliteBook,NEW1';

  const first = await ask(importIdentifiersPath, body);
  const again = await ask(importIdentifiersPath, body);

  expect(body).toMatchObject({ overwriteImportedDeviceIdentities: false });
  expect(first).toMatchObject({ value: [{ identifier, isAdded: true }, { isAdded: false }] });
  expect(again).toMatchObject({ value: [{ identifier, isAdded: false }, { isAdded: false }] });
});

test('One that is no identifier is refused with all others', async () => {
  const refused = await ask(importIdentifiersPath, importIdentifiersBody(['HP,EliteBook,NEW2', 'HP']));

  expect(refused).toMatchObject({ ok: false, error: { type: 'bad-request', status: 400 } });
  expect(await ask(searchIdentifiersPath, searchIdentifiersBody(['HP,EliteBook,NEW2']))).toEqual({
    ok: true,
    value: [],
  });
});
