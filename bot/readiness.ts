import type { Log } from '../services/log';
import { describeError } from '../services/redaction';

interface ReadinessReport {
  readonly status: 'ready' | 'not-ready';
  readonly checks: Readonly<Record<string, 'ok' | 'failing'>>;
}

/** Whether the bot could do its work now. */
export interface Readiness {
  /** Never rejects, and says of a failing check nothing but its name. */
  report(): Promise<ReadinessReport>;
  /** Not ready from now on: the bot stops. */
  close(): void;
}

/** Rejects when what is checked does not work; ends soon after `signal` is aborted. */
export type Check = (signal: AbortSignal) => Promise<unknown>;

const checkWithinMs = 2000;
/** However many ask, what is checked is asked once in this time. */
const keptMs = 1000;

export function createReadiness(checks: Readonly<Record<string, Check>>, log: Log): Readiness {
  const failing = new Set<string>();
  let closed = false;
  let kept: { readonly at: number; readonly results: Promise<ReadinessReport['checks']> } | undefined;

  async function resultOf([name, check]: [string, Check]) {
    const problem = await problemOf(check);
    if (problem === undefined) failing.delete(name);
    else if (!failing.has(name)) {
      failing.add(name);
      log.warn({ check: name, err: describeError(problem) }, 'not ready');
    }
    return [name, problem === undefined ? 'ok' : 'failing'] as const;
  }

  return {
    async report() {
      if (kept === undefined || performance.now() - kept.at > keptMs) {
        const results = Promise.all(Object.entries(checks).map(resultOf)).then(Object.fromEntries);
        kept = { at: performance.now(), results: results as Promise<ReadinessReport['checks']> };
      }
      const results = await kept.results;
      const isReady = !closed && Object.values(results).every((result) => result === 'ok');
      return { status: isReady ? 'ready' : 'not-ready', checks: results };
    },
    close() {
      closed = true;
    },
  };
}

async function problemOf(check: Check): Promise<unknown> {
  const signal = AbortSignal.timeout(checkWithinMs);
  const late = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => {
      reject(signal.reason as Error);
    });
  });
  late.catch(() => undefined);
  try {
    await Promise.race([check(signal), late]);
    return undefined;
  } catch (error) {
    return error ?? new Error('The check was rejected without a reason');
  }
}
