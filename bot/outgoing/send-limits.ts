/** At most so many calls in any stretch of so many ms. */
export interface SendLimit {
  readonly calls: number;
  readonly withinMs: number;
}

/** What Teams takes from a bot in one conversation (learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit). */
export const teamsLimits: readonly SendLimit[] = [
  { calls: 7, withinMs: 1000 },
  { calls: 8, withinMs: 2000 },
  { calls: 60, withinMs: 30_000 },
  { calls: 1800, withinMs: 3_600_000 },
];

/** The calls of one conversation, as far back as the longest limit counts. */
export interface SendWindows {
  /** How long to wait before the next call; 0 when it may go. */
  waitMs(now: number): number;
  record(now: number): void;
}

export function createSendWindows(limits: readonly SendLimit[]): SendWindows {
  const most = Math.max(0, ...limits.map(({ calls }) => calls));
  const calls: number[] = [];
  return {
    waitMs: (now) =>
      Math.max(
        0,
        ...limits.map(({ calls: allowed, withinMs }) => {
          const counted = calls.at(-allowed);
          // A clock that was set back must not hold a conversation up for longer than the limit itself.
          return counted === undefined ? 0 : Math.min(counted + withinMs - now, withinMs);
        }),
      ),
    record(now) {
      calls.push(now);
      if (calls.length > most) calls.shift();
    },
  };
}
