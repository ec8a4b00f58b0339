/** Times in ms. */
export interface TransferBounds {
  /** From asking to the head of the answer, for each address that is asked. */
  readonly answerMs: number;
  /** Between two pieces of the body. */
  readonly pieceMs: number;
  /** For all that is awaited together. */
  readonly hostMs: number;
  /** From the beginning to the last piece, what is done with the pieces meanwhile included. */
  readonly wholeMs: number;
}

/** Ends a transfer that takes too long. Time counts only while something is awaited, and for the whole. */
export interface TransferWatch {
  readonly signal: AbortSignal;
  await(what: 'answer' | 'piece'): void;
  arrived(): void;
  /** Nothing is timed any more. */
  end(): void;
}

export function watchTransfer({ answerMs, pieceMs, hostMs, wholeMs }: TransferBounds): TransferWatch {
  const overdue = new AbortController();
  const giveUp = (): void => {
    overdue.abort();
  };
  const whole = setTimeout(giveUp, wholeMs);
  let next: NodeJS.Timeout | undefined;
  let leftMs = hostMs;
  let since: number | undefined;
  const arrived = (): void => {
    clearTimeout(next);
    if (since !== undefined) leftMs -= performance.now() - since;
    since = undefined;
  };
  return {
    signal: overdue.signal,
    await(what) {
      arrived();
      since = performance.now();
      next = setTimeout(giveUp, Math.max(0, Math.min(leftMs, what === 'answer' ? answerMs : pieceMs)));
    },
    arrived,
    end() {
      arrived();
      clearTimeout(whole);
    },
  };
}
