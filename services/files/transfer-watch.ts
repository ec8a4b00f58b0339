/** Times in ms. */
export interface TransferBounds {
  /** From asking to the head of the answer, for each address that is asked. */
  readonly answerMs: number;
  /** Between two pieces of the body. */
  readonly pieceMs: number;
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

export function watchTransfer({ answerMs, pieceMs, wholeMs }: TransferBounds): TransferWatch {
  const overdue = new AbortController();
  const giveUp = (): void => {
    overdue.abort();
  };
  const whole = setTimeout(giveUp, wholeMs);
  let next: NodeJS.Timeout | undefined;
  const arrived = (): void => {
    clearTimeout(next);
  };
  return {
    signal: overdue.signal,
    await(what) {
      arrived();
      next = setTimeout(giveUp, what === 'answer' ? answerMs : pieceMs);
    },
    arrived,
    end() {
      arrived();
      clearTimeout(whole);
    },
  };
}
