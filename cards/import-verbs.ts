/** What the buttons of the import cards ask for, beside confirming and withdrawing. */
export const importVerbs = {
  /** A page of rows: `ImportRowsAsked`. */
  rows: 'register.rows',
  /** Sends nothing more: `ImportAsked`. */
  stop: 'register.stop',
  /** Offers every row with its result as a file: `ImportAsked`. */
  resultFile: 'register.resultFile',
  /** Offers the usable rows, repaired, as a file: `ImportAsked`. */
  repairedFile: 'register.repairedFile',
  /** The text that asks a former owner to release devices: `ImportAsked`. */
  vendorText: 'register.vendorText',
  /** The import as a whole, as it stands now: `ImportAsked`. */
  show: 'registration-status.show',
} as const;

/** `id` is the import's, which is not that of its request. */
export interface ImportAsked {
  readonly id: number;
}

/** `page` counts from 0. */
export interface ImportRowsAsked extends ImportAsked {
  readonly page: number;
  readonly onlyProblems: boolean;
}
