import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { startQueue } from '../../../services/jobs/queue';
import { createLog } from '../../../services/log';
import { startEmbeddedServer } from '../../../services/store/embedded/server';
import { joinInstances } from '../../../services/store/instance';
import { openStore } from '../../../services/store/store';

const template = `autopilot_template_${process.pid}`;

export interface TestServer {
  /** The database from which each test makes its own. */
  readonly templateUrl: string;
  stop(): Promise<void>;
}

/** The server of the whole test run: the one `DATABASE_URL` names, else a private one in a temporary folder. */
export async function startTestServer(): Promise<TestServer> {
  const given = process.env['DATABASE_URL'];
  const server = given === undefined ? await startPrivateServer() : givenServer(given);
  const templateUrl = withDatabase(server.url, template);
  try {
    await withClient(server.url, (client) => client.query(`create database ${template}`));
    await prepareTables(templateUrl);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return {
    templateUrl,
    async stop() {
      await server.stop();
    },
  };
}

/** Left as it was found. */
function givenServer(url: string) {
  return { url, stop: () => withClient(url, dropAll) };
}

async function dropAll(client: Client): Promise<void> {
  const made = await client.query<{ name: string }>(
    `select datname as name from pg_database where datname like $1`,
    [`${template}%`],
  );
  for (const { name } of made.rows) await client.query(`drop database ${name} with (force)`);
}

async function startPrivateServer() {
  const folder = await mkdtemp(path.join(tmpdir(), 'autopilot-tests-'));
  const server = await startEmbeddedServer(folder);
  if (!server.ok) throw new Error(JSON.stringify(server.error));
  return {
    url: server.value.url,
    async stop() {
      await server.value.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function prepareTables(url: string): Promise<void> {
  const store = await openStore({ type: 'url', url });
  if (!store.ok) throw new Error(JSON.stringify(store.error));
  const log = createLog('silent');
  const instance = await joinInstances(store.value, log);
  const queue = await startQueue(store.value, instance, log);
  await queue.stop(1000);
  await instance.stop();
  await store.value.close();
}

export async function withClient<T>(url: string, act: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await act(client);
  } finally {
    await client.end();
  }
}

export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}
