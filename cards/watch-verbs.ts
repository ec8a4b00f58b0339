/** What the buttons of watch cards ask for. */
export const watchVerbs = {
  /** Ends these watches of whoever presses: `WatchStop`. */
  stop: 'watch.stop',
} as const;

/** `ids` are the numbers of watches. */
export interface WatchStop {
  readonly ids: readonly number[];
}
