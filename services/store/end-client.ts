import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';

const withinMs = 1000;

/** Never rejects, and does not wait for a connection that broke in a way of which pg never hears. */
export async function endClient(client: Client | undefined): Promise<void> {
  const ended = client?.end().catch(() => undefined);
  await Promise.race([ended, pause(withinMs, undefined, { ref: false })]);
}
