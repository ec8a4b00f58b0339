/** What the buttons of the audit card ask for. */
export const auditVerbs = {
  /** Shows the entries before or after those on the card: `AuditPageData`. */
  page: 'audit.page',
  /** Offers the whole history as a file: `AuditSubjectData`. */
  save: 'audit.save',
} as const;

/** Whose history: serial numbers, or the Entra object id of a person. */
export type AuditSubjectData = { readonly serials: readonly string[] } | { readonly person: string };

/** From which entry on; the bot's own entries have a number, Intune's an id. */
export type AuditPageData = AuditSubjectData & {
  readonly direction: 'older' | 'newer';
  /** ms since 1970 */
  readonly at: number;
  readonly entry?: number;
  readonly event?: string;
};
