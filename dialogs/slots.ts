/**
 * What a sentence names. Serials in upper case without surrounding punctuation, codes as `0x` and upper-case hex
 * digits or as written when decimal; tag, profile, user, phrase and reason as written, the reason at most 300 characters.
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
  readonly reason?: string;
}

export const noSlots: Slots = { serials: [], codes: [] };
