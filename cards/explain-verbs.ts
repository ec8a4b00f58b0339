/** What the buttons of explanations ask for. */
export const explainVerbs = {
  /** Shows one explanation: `ExplainOpen`. */
  open: 'explain.open',
  /** Shows the table of several again: `ExplainList`. */
  list: 'explain.list',
  /** Writes the text for whoever takes the case over: `ExplainSubject`. */
  handOver: 'explain.hand-over',
  /** Says whether it helped: `ExplainVerdict`. */
  verdict: 'explain.verdict',
} as const;

/** A code, a name, or an article's id; `subjects` is the table to lead back to. */
export interface ExplainOpen {
  readonly subject: string;
  readonly subjects?: readonly string[];
}

export interface ExplainList {
  readonly subjects: readonly string[];
}

/** Where the failure was met goes with it, so that the card stays the same. */
export interface ExplainSubject extends ExplainOpen {
  readonly subStep?: number;
  readonly phase?: string;
}

export interface ExplainVerdict extends ExplainSubject {
  readonly helped: boolean;
}
