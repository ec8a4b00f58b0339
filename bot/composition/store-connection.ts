import { clouds } from '../../services/graph/clouds';
import { tokenCredential } from '../../services/graph/token-credential';
import type { Log } from '../../services/log';
import { defaultDataFolder } from '../../services/store/embedded/default-folder';
import { openStore, StoreUnavailable, type Store, type StoreSource } from '../../services/store/store';
import type { Config } from '../config';
import { projectRoot } from '../project-root';

/** Opens the store that the configuration names; throws `StoreUnavailable`. */
export async function connectStore(config: Config, log: Log): Promise<Store> {
  const opened = await openStore(await storeSource(config), log);
  if (!opened.ok) throw new StoreUnavailable(opened.error);
  return opened.value;
}

/** Where the configuration says the data lies. */
export async function storeSource(config: Config): Promise<StoreSource> {
  const { store } = config;
  if (store.type === 'embedded') {
    return { type: 'embedded', folder: store.folder ?? (await defaultDataFolder(projectRoot)) };
  }
  const { url } = store;
  return store.signIn === 'entra'
    ? { type: 'url', url, password: entraPassword(config) }
    : { type: 'url', url };
}

/** Azure Database for PostgreSQL takes a token of the app in place of a password (learn.microsoft.com/azure/postgresql). */
function entraPassword({ credential, graph }: Config): () => Promise<string> {
  if (credential === undefined || graph.type !== 'cloud') throw new Error('Entra sign-in needs a credential');
  const cloud = clouds[graph.name];
  const identity = tokenCredential(credential, cloud);
  return async () => {
    const token = await identity.getToken(cloud.databaseScope);
    if (token === null) throw new Error('No token was issued for the database');
    return token.token;
  };
}
