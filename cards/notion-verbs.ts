/** What the buttons of explained notions ask for. */
export const notionVerbs = {
  /** Shows another notion: `NotionOpen`. */
  open: 'concept.open',
} as const;

export interface NotionOpen {
  readonly id: string;
}
