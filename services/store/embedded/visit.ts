import { access } from 'node:fs/promises';
import path from 'node:path';
import type { Result } from '../../result';
import { fail, ok } from '../../result';
import { endClient } from '../end-client';
import { takeOwnership } from './ownership';
import { readPostmaster } from './postmaster';
import { letOutlive } from './process-end';
import { reach, urlOf, type Site } from './reach';
import {
  databaseName,
  lastLines,
  prepare,
  shutDown,
  type EmbeddedFailure,
  type EmbeddedServer,
} from './server';

export type VisitFailure = EmbeddedFailure | { readonly type: 'no-data'; readonly folder: string };

/**
 * The private server on `folder` for somebody who only looks: the one that runs, whoever owns it, or one that is
 * started for the visit and stopped after it, unless a bot took it over meanwhile. Nothing is made where no bot was.
 */
export async function visitEmbeddedServer(folder: string): Promise<Result<EmbeddedServer, VisitFailure>> {
  const database = path.join(path.resolve(folder), 'postgresql');
  const isThere = await access(path.join(database, 'PG_VERSION')).then(
    () => true,
    (error: unknown) => (error as NodeJS.ErrnoException).code !== 'ENOENT',
  );
  if (!isThere) return fail({ type: 'no-data', folder });
  const prepared = await prepare(path.resolve(folder));
  if (!prepared.ok) return prepared;
  const site = prepared.value;
  const { data } = site;
  const isRunning = (await readPostmaster(data.database)) !== undefined;
  const reached = await reach(site);
  if (reached === undefined) return fail({ type: 'server-failed', log: await lastLines(data.serverLog) });
  await endClient(reached.owner);
  return ok({
    url: urlOf(reached.port, data.password, databaseName),
    stop: () => (isRunning ? Promise.resolve() : stopUnlessOwned(site)),
  });
}

async function stopUnlessOwned(site: Site): Promise<void> {
  if ((await readPostmaster(site.data.database)) === undefined) return;
  const reached = await reach(site);
  if (reached === undefined) return;
  if (!(await takeOwnership(reached))) {
    letOutlive(reached.pid);
    return;
  }
  await shutDown(site);
  await endClient(reached.owner);
}
