import type { Clock } from '../clock';
import { parseSettings, settingsPath, syncPath, type AutopilotSettings } from '../graph/autopilot-settings';
import type { GraphClient } from '../graph/graph-client';
import type { GraphFailure } from '../graph/graph-failure';
import type { Result } from '../result';

/** Intune takes one sync in this time, for the whole tenant (facts: graph §3). */
const syncIntervalMs = 10 * 60 * 1000;

/** What stands in the way of a sync now; times in ms since 1970. */
export type SyncObstacle =
  | { readonly type: 'running' }
  | { readonly type: 'tooSoon'; readonly startedAt: number; readonly nextAt: number };

/** The tenant-wide sync between Intune and the Autopilot service. Nothing here rejects. */
export interface AutopilotSync {
  read(): Promise<Result<AutopilotSettings, GraphFailure>>;
  obstacle(settings: AutopilotSettings): SyncObstacle | undefined;
  start(): Promise<Result<unknown, GraphFailure>>;
}

export function createAutopilotSync(graph: GraphClient, clock: Clock): AutopilotSync {
  return {
    async read() {
      const answer = await graph.get(settingsPath, { version: 'beta' });
      return answer.ok ? parseSettings(answer.value) : answer;
    },
    obstacle({ syncStatus, lastTriggeredAt: startedAt }) {
      if (syncStatus === 'inProgress') return { type: 'running' };
      if (startedAt === undefined || clock.now() >= startedAt + syncIntervalMs) return undefined;
      return { type: 'tooSoon', startedAt, nextAt: startedAt + syncIntervalMs };
    },
    start: () => graph.write('POST', syncPath, { version: 'beta' }),
  };
}
