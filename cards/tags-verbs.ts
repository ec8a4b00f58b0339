/** What the buttons of the card of tags ask for. */
export const tagsVerbs = {
  /** Shows the tags before or after those on the card: `TagsPageData`. */
  page: 'tags.page',
} as const;

export interface TagsPageData {
  /** From 0. */
  readonly page: number;
}
