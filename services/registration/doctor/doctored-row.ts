/**
 * What the doctor says of one row. `repaired`: it will be sent, and not letter by letter as it stands in the file.
 * `asked`: it is sent only if the person says so. `refused`: it cannot become a registration.
 */
export type RowVerdict = 'ready' | 'repaired' | 'asked' | 'refused';

/** Something the doctor noticed; its problem and its mend are sentences under `doctor.<code>`, filled with `values`. */
export interface Finding {
  readonly code: FindingCode;
  readonly values?: Readonly<Record<string, string | number>>;
}

/**
 * What a row brings about, the worst finding decides its verdict. Values in brackets.
 */
export const findingVerdicts = {
  /** Padding was missing or wrong; white space, quotes or a byte order mark inside. */
  hashRepaired: 'repaired',
  /** [serial] the row had no serial number, the hash has. */
  serialFromHash: 'repaired',
  /** The serial number was trimmed or freed of control characters. */
  serialTidied: 'repaired',
  /** [row, hash] the serial number inside the hash is another one; if registered, then with the one in the hash. */
  serialDiffers: 'asked',
  /** [serial] a placeholder that many devices share. */
  placeholderSerial: 'asked',
  /** The checksum at the end of the hash does not fit: damaged, or written by an unusual tool. */
  checksumWrong: 'asked',
  serialMissing: 'refused',
  hashMissing: 'refused',
  /** Not base64, or not beginning with OA. */
  hashUnreadable: 'refused',
  /** The record chain ends before its own length. */
  hashTruncated: 'refused',
  /** The service refuses a hash whose manufacturer (or serial) is empty. */
  hashWithoutManufacturer: 'refused',
  hashWithoutSerial: 'refused',
  /** [line] the same serial number stands there already. */
  duplicateSerial: 'refused',
  /** [line] the same hash stands there already, under another serial number. */
  duplicateHash: 'refused',
  /** [found, expected] more cells than the header has. */
  tooManyColumns: 'refused',
  /** [tag] characters that a group tag may not have, or too long. */
  badTag: 'refused',
  /** [tag] a group tag that this person may not assign, or that is not in use here by rule. */
  tagNotAllowed: 'refused',
  /** [user] no user principal name. */
  badUser: 'refused',
  /** Of a corporate identifier: manufacturer, model or serial number is empty. */
  identifierIncomplete: 'refused',
} as const satisfies Record<string, RowVerdict>;

export type FindingCode = keyof typeof findingVerdicts;

/** One row with its verdict. Texts are trimmed, empty when absent. */
export interface DoctoredRow {
  readonly line: number;
  readonly verdict: RowVerdict;
  readonly findings: readonly Finding[];
  /** What would be registered. */
  readonly serial: string;
  readonly tag: string;
  readonly user: string;
  /** Padded base64, as Graph takes it; absent for corporate identifiers and where it cannot be read. */
  readonly hash?: string;
  /** From the hash, or from the row of a corporate identifier. */
  readonly manufacturer: string;
  readonly model: string;
  /** False when the hash holds neither TPM version nor endorsement key; self-deploying mode will then fail. */
  readonly hasTpm?: boolean;
}
