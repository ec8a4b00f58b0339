import { createLog } from '../../../services/log';
import { joinInstances, type Instance } from '../../../services/store/instance';
import { openStore, type Store } from '../../../services/store/store';
import { createDatabase } from './database';

export interface TestStore {
  readonly store: Store;
  readonly url: string;
  /** Another run of the bot on the same database; its death is `stop`. */
  join(): Promise<Instance>;
  stop(): Promise<void>;
}

/** A real store on a database of the test's own. */
export async function openTestStore(): Promise<TestStore> {
  const url = await createDatabase();
  const opened = await openStore({ type: 'url', url });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  const store = opened.value;
  const instances: Instance[] = [];
  return {
    store,
    url,
    async join() {
      const instance = await joinInstances(store, createLog('silent'));
      instances.push(instance);
      return instance;
    },
    async stop() {
      for (const instance of instances) await instance.stop();
      await store.close();
    },
  };
}
