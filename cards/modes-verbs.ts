/** What the buttons of the deployment modes ask for. */
export const modesVerbs = {
  /** Shows one mode, or all of them: `ModesOpen`. */
  open: 'modes.open',
} as const;

export interface ModesOpen {
  /** All modes when left out. */
  readonly id?: string;
}
