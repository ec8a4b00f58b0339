import type { Family } from './article';
import { hexOf, isPlain, signedOf } from './code-number';
import type { Symbols } from './symbols';

/** A number of another system that was put into a code. */
interface Embedded {
  readonly kind: 'win32' | 'http' | 'syncml' | 'ntstatus';
  readonly value: number;
  /** Empty when it has no name. */
  readonly symbol: string;
}

/** What the bits of a code say, whether or not anybody has explained it. Layout: MS-ERREF, 2.1. */
export interface Decoded {
  readonly value: number;
  readonly hex: string;
  readonly signed: number;
  /** Without severity and facility. */
  readonly isPlain: boolean;
  readonly hasFailed: boolean;
  /** Not a code of Microsoft's. */
  readonly isCustom: boolean;
  readonly code: number;
  readonly facility: number;
  /** Empty when nobody published a name. */
  readonly facilityName: string;
  readonly raisedBy: string;
  readonly symbols: readonly string[];
  readonly embedded?: Embedded;
  readonly family: Family;
}

const bits = { failure: 0x8000_0000, customer: 0x2000_0000, ntstatus: 0x1000_0000 };
const facilities = { win32: 7, http: 25, intune: 2001, signInOverHttp: 680 } as const;
const has = (value: number, bit: number): boolean => (value & bit) !== 0;

/** Every number has an answer here; `value` is unsigned and of 32 bits. */
export function decode(value: number, symbols: Symbols): Decoded {
  const [errors, statuses] = [symbols.ofError(value), symbols.ofStatus(value)];
  const isHresult = !isPlain(value) && (errors.length > 0 || statuses.length === 0);
  const facility = (value >>> 16) & 0x7ff;
  const { header, raisedBy } = (isHresult ? symbols.facility(facility) : undefined) ?? {
    header: '',
    raisedBy: '',
  };
  const embedded = embeddedIn(value, symbols);
  return {
    value,
    hex: hexOf(value),
    signed: signedOf(value),
    isPlain: isPlain(value),
    hasFailed: has(value, bits.failure),
    isCustom: isHresult && has(value, bits.customer),
    code: value & 0xffff,
    facility,
    facilityName: header,
    raisedBy,
    symbols: [...errors, ...statuses],
    ...(embedded && { embedded }),
    family: symbols.familyOf(value),
  };
}

function embeddedIn(value: number, symbols: Symbols): Embedded | undefined {
  const [facility, code] = [(value >>> 16) & 0x7ff, value & 0xffff];
  if (isPlain(value) || !has(value, bits.failure) || has(value, bits.customer)) return undefined;
  if (has(value, bits.ntstatus)) return statusIn(value, symbols);
  if (facility === facilities.win32) return win32(code, symbols);
  const carriesWeb = facility === facilities.http || facility === facilities.signInOverHttp;
  if (carriesWeb && isWeb(code)) return win32(code, symbols);
  if (facility === facilities.http && isHttp(code)) return { kind: 'http', value: code, symbol: '' };
  if (facility === facilities.intune && isHttp(code)) return { kind: 'syncml', value: code, symbol: '' };
  return undefined;
}

/** WinINet's and WinHTTP's numbers have their names as HRESULTs only. */
function win32(code: number, symbols: Symbols): Embedded {
  const [symbol = ''] = [...symbols.ofError(code), ...symbols.ofError(0x8007_0000 + code)];
  return { kind: 'win32', value: code, symbol };
}

/** HRESULT_FROM_NT only sets this bit. */
function statusIn(value: number, symbols: Symbols): Embedded {
  const status = (value & ~bits.ntstatus) >>> 0;
  return { kind: 'ntstatus', value: status, symbol: symbols.ofStatus(status)[0] ?? '' };
}

const isHttp = (code: number): boolean => code >= 100 && code < 600;
const isWeb = (code: number): boolean => code >= 12_000 && code < 13_000;
