/**
 * What a sentence names. Serials in upper case without surrounding punctuation, codes as `0x` and upper-case hex
 * digits or as written when decimal; tag, profile, user and phrase as written.
 */
export interface Slots {
  readonly serials: readonly string[];
  readonly codes: readonly string[];
  readonly tag?: string;
  readonly user?: string;
  readonly requestId?: string;
  readonly profile?: string;
  readonly serialFragment?: string;
  readonly phrase?: string;
}

export const noSlots: Slots = { serials: [], codes: [] };
