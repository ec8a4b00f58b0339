/** What one line of a file says about a device, cell by cell as it stands there; empty when absent. */
export interface RawRow {
  readonly line: number;
  readonly serial: string;
  readonly hash: string;
  readonly tag: string;
  readonly user: string;
  readonly manufacturer: string;
  readonly model: string;
  /** More cells than there are names for: nobody knows which is which. */
  readonly excess?: { readonly found: number; readonly expected: number };
}

export const blankRow: Omit<RawRow, 'line'> = {
  serial: '',
  hash: '',
  tag: '',
  user: '',
  manufacturer: '',
  model: '',
};
