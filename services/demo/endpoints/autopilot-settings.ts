import { dateTime } from '../dates';
import { day, hour } from '../durations';
import { betaOnly, type Answer, type Call, type Route } from '../http-shapes';
import { single } from '../paging';
import { readServiceConfig, triggerSync } from '../permissions';
import type { World } from '../world';

const path = '/deviceManagement/windowsAutopilotSettings';

/** The tenant-wide sync: one at a time, and none within ten minutes of the last (graph facts §3). */
export function autopilotSettingsRoutes(world: World): readonly Route[] {
  const { epoch, now, people, refusals, timings } = world;
  let triggeredAt = epoch - day;
  let syncedAt = epoch - 3 * hour;

  function isRunning(): boolean {
    return now() < triggeredAt + timings.syncTakesMs;
  }

  function get(call: Call): Answer {
    if (!isRunning()) syncedAt = Math.max(syncedAt, triggeredAt + timings.syncTakesMs);
    const settings = {
      id: people.tenantId,
      lastSyncDateTime: dateTime(syncedAt),
      lastManualSyncTriggerDateTime: dateTime(triggeredAt),
      syncStatus: isRunning() ? 'inProgress' : 'completed',
    };
    return single(call, settings, world.url());
  }

  function sync(call: Call): Answer {
    if (isRunning()) return refusals.refuseByIntune(409, 'Conflict', 'A sync is already in progress', call);
    if (now() < triggeredAt + timings.syncIntervalMs)
      return refusals.refuseByIntune(
        429,
        'TooManyRequests',
        'A sync was triggered less than 10 minutes ago',
        call,
      );
    triggeredAt = now();
    return { status: 204 };
  }

  return [
    { method: 'GET', path, versions: betaOnly, permissions: readServiceConfig, handle: get },
    { method: 'POST', path: `${path}/sync`, versions: betaOnly, permissions: triggerSync, handle: sync },
  ];
}
