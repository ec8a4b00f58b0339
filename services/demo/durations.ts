const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** How long the simulated services take, in ms of tenant time. Changed per tenant by `options.timings`. */
export interface Timings {
  /** An import ends somewhere between these two after its POST (95 s is typical: graph facts §2.2). */
  readonly importFromMs: number;
  readonly importToMs: number;
  /** A completed import shows in the list of registrations this much later. */
  readonly listedAfterImportMs: number;
  /** Until then a fresh registration answers DELETE with 400 and updateDeviceProperties with 429. */
  readonly settledAfterImportMs: number;
  /** A deleted registration is still listed for this long (up to 30 min: graph facts §1.3). */
  readonly deletedStaysListedMs: number;
  /** From saving a tag to Entra's [OrderID], to the dynamic groups, to the assigned profile. */
  readonly tagReachesEntraMs: number;
  readonly tagReachesGroupsMs: number;
  readonly tagReachesProfileMs: number;
  readonly syncTakesMs: number;
  /** A second sync is refused with 429 for this long (10 min: graph facts §3). */
  readonly syncIntervalMs: number;
}

export const usualTimings: Timings = {
  importFromMs: 60 * second,
  importToMs: 150 * second,
  listedAfterImportMs: 15 * second,
  settledAfterImportMs: 30 * second,
  deletedStaysListedMs: 5 * minute,
  tagReachesEntraMs: 2 * minute,
  tagReachesGroupsMs: 5 * minute,
  tagReachesProfileMs: 12 * minute,
  syncTakesMs: 90 * second,
  syncIntervalMs: 10 * minute,
};
