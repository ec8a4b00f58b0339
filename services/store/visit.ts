import type { Result } from '../result';
import { fail, ok } from '../result';
import { visitEmbeddedServer, type VisitFailure } from './embedded/visit';
import { poolOf, unreachable, type Db, type StoreFailure, type StoreSource } from './store';

/** The store for somebody who only looks while a bot may be running: no migrations, no ownership. */
export async function visitStore(
  source: StoreSource,
): Promise<Result<{ readonly db: Db; close(): Promise<void> }, StoreFailure | VisitFailure>> {
  const server =
    source.type === 'url'
      ? ok({ url: source.url, stop: () => Promise.resolve() })
      : await visitEmbeddedServer(source.folder);
  if (!server.ok) return server;
  const store = poolOf(source.type === 'url' ? source : { url: server.value.url });
  const close = async () => {
    await store.close();
    await server.value.stop();
  };
  const problem = await unreachable(store);
  if (problem === undefined) return ok({ db: store.db, close });
  await close();
  return fail(problem);
}
