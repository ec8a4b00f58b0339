import type { Call } from './http-shapes';

/** How many calls one app may make in a window; beyond it Graph answers 429, and refused calls count as well. */
export interface ThrottleLimits {
  readonly windowMs: number;
  readonly calls: number;
  readonly writes: number;
  /** Intune often leaves the header out. */
  readonly namesRetryAfter: boolean;
}

/** What Microsoft publishes for Intune's enrolment services, per app and tenant (graph facts §8.2). */
export const publishedLimits: ThrottleLimits = {
  windowMs: 20_000,
  calls: 1_000,
  writes: 100,
  namesRetryAfter: true,
};

/** Milliseconds until the window has room again; 0 for a call that may pass. Only Intune's paths are counted. */
export type Throttle = (call: Call) => number;

export function createThrottle(limits: ThrottleLimits | undefined, now: () => number): Throttle {
  if (limits === undefined) return () => 0;
  const counted = { calls: [] as number[], writes: [] as number[] };
  const waitFor = (kind: 'calls' | 'writes'): number => {
    const recent = counted[kind].filter((at) => at > now() - limits.windowMs);
    recent.push(now());
    counted[kind] = recent;
    const freeing = recent[recent.length - limits[kind] - 1];
    return freeing === undefined ? 0 : freeing + limits.windowMs - now();
  };
  return ({ method, path }) => {
    if (!path.toLowerCase().startsWith('/devicemanagement/')) return 0;
    return Math.max(waitFor('calls'), method === 'GET' ? 0 : waitFor('writes'));
  };
}
