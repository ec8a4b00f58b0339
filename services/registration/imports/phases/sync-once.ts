import type { StoredImport } from '../import-store';
import type { Tools } from './phase';

/**
 * One sync serves everybody: one that was started since Intune was done with this import will do, whoever started it.
 * While Intune does not take another yet, later look-ups ask again; nothing waits for it. Of two imports that ask at
 * the same moment, one starts it.
 */
export async function syncOnce(it: StoredImport, tools: Tools): Promise<void> {
  const { store, sync, clock } = tools;
  if (it.syncedAt !== undefined) return;
  await tools.alone('autopilot-sync', async () => {
    const settings = await sync.read();
    if (!settings.ok) return;
    const { lastTriggeredAt } = settings.value;
    if (lastTriggeredAt !== undefined && lastTriggeredAt >= it.phaseSince) {
      await store.change(it.id, { syncedAt: lastTriggeredAt });
      return;
    }
    if (sync.obstacle(settings.value) !== undefined) return;
    const started = await sync.start();
    if (started.ok) await store.change(it.id, { syncedAt: clock.now() });
  });
}
