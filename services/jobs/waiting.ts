/**
 * How long to wait between two look-ups, in seconds: `first`, then half as long again each time up to `most`, so that a
 * slow service costs few requests; after `giveUp` it is over.
 */
export interface Waiting {
  readonly first: number;
  readonly most: number;
  readonly giveUp: number;
}

export function waitSeconds({ first, most }: Pick<Waiting, 'first' | 'most'>, waits: number): number {
  return Math.min(most, first * 1.5 ** waits);
}

/** `since` and `now` in ms since 1970. */
export function hasWaitedLong({ giveUp }: Waiting, since: number, now: number): boolean {
  return now - since > giveUp * 1000;
}
