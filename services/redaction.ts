/** Stands where a hardware hash, a token or a secret was. */
const removed = '[removed]';

/** Invisible, and a way to break a secret into harmless pieces; the word joiner is our own and stays. */
const zeroWidth = /[\u200B-\u200D\uFEFF]/g;

/** A hardware hash is base64 of a blob that begins with "OA" (services/demo/hardware-hash.ts). */
const hashStart = /^T0[E-H]/;
const longestHarmless = 199;
/** Base64 in one piece or wrapped into lines, also where the line ends stand as `\n` in JSON. */
const base64 =
  /[A-Za-z0-9+/_-]{40,}={0,2}(?:(?:\s|\\+[rn]){1,4}[A-Za-z0-9+/_-]{40,}={0,2})*(?:(?:\s|\\+[rn]){1,4}[A-Za-z0-9+/_-]{1,39}={1,2})?/g;

const jwt = /\beyJ[\w-]{5,}(?:\.[\w-]*){1,4}/g;
/** The word alone is no token: a digit or some length makes it one. */
const bearer = /\b(bearer)(?:\s|%20|[:=+])+(?=[^\s"']*\d|[^\s"']{20})[^\s"',;]+/gi;
const basic = /\b(basic)\s+[A-Za-z0-9+/]{8,}={0,2}/gi;
const spoken = /\b((?:password|passphrase|pwd|secret) (?:is|was|=|:) ?)(?=\S*[\d\W])\S+/gi;
const named =
  /((?:password|passwd|passphrase|pwd|secret|(?:access|refresh|id)[_-]?token|token|api[_-]?key|account[_-]?key|shared[_-]?access[_-]?(?:key|signature)|client[_-]?assertion|[?&;]sig)\\*["']?\s*(?:=|:|%3D)\s*)(?:\\*"(?:[^"\\]|\\[^"])*\\*"|'[^']*'|[^\s&;,"'<>{}()[\]\\]+)/gi;
/** Entra makes client secrets in this form, which gives them away also without their name, or cut off. */
const clientSecret = /(?<![\w~.-])[\w~.-]{3}\dQ~[\w~.-]{16,}/g;
/** Also one that was cut off before its host; a port alone is no password. */
const databaseUrl =
  /\b((?:postgres(?:ql)?|mysql|mariadb|mssql|sqlserver|mongodb|rediss?|amqps?)(?:\+\w+)?:\/\/[^\s:/@]*):(?!\d{1,5}(?:[/?\s,;)"']|$))(?:\S+@|[^\s"',;]+)/gi;
const otherUrl = /\b([a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@]*):[^\s/@]+@/gi;

/** The text without hardware hashes, bearer tokens, passwords, client secrets and passwords in URLs. */
export function redact(text: string): string {
  if (text.length < 8) return text;
  return text
    .replace(zeroWidth, '')
    .replace(jwt, removed)
    .replace(base64, (found) => (isSecretBlob(found) ? removed : found))
    .replace(clientSecret, removed)
    .replace(databaseUrl, `$1:${removed}@`)
    .replace(otherUrl, `$1:${removed}@`)
    .replace(bearer, `$1 ${removed}`)
    .replace(basic, `$1 ${removed}`)
    .replace(spoken, `$1${removed}`)
    .replace(named, `$1${removed}`);
}

function isSecretBlob(found: string): boolean {
  return hashStart.test(found) || found.replace(/\s|\\+[rn]/g, '').length > longestHarmless;
}

/** What these fields hold never leaves, whatever it looks like. */
const secretField =
  /^(?:authorization|cookie|hardware_?(?:hash|identifier)|password|passwd|passphrase|secret|client_?secret|client_?assertion|token|access_?token|refresh_?token|id_?token|api_?key|connection_?string)$/i;
const usualDepth = 10;

/**
 * The same data with every text redacted; what a secret's name announces is left out whole, and so is what lies deeper
 * than `depth`, for what is logged may run in circles.
 */
export function redacted<T>(value: T, depth = usualDepth, ofText = redact): T {
  return clean(value, depth, ofText) as T;
}

function clean(value: unknown, depth: number, ofText: (text: string) => string): unknown {
  if (typeof value === 'string') return ofText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === 0) return removed;
  if (value instanceof Error) return describeError(value, depth - 1);
  if (Array.isArray(value)) return value.map((item) => clean(item, depth - 1, ofText));
  if (typeof (value as { toJSON?: unknown }).toJSON === 'function') {
    return clean((value as { toJSON(): unknown }).toJSON(), depth - 1, ofText);
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, field]: [string, unknown]) =>
      secretField.test(name) && field !== null && field !== undefined && field !== ''
        ? [name, removed]
        : [redact(name), clean(field, depth - 1, ofText)],
    ),
  );
}

/** Only name, message, status and place: an error of an SDK carries the whole request with its token. */
export function describeError(error: unknown, depth = usualDepth): object {
  if (!(error instanceof Error)) return { message: redact(String(error)) };
  const { name, message, stack, cause } = error;
  const { statusCode, code } = error as { statusCode?: unknown; code?: unknown };
  return {
    name,
    message: redact(message),
    ...(stack !== undefined && { stack: redact(stack) }),
    ...(typeof statusCode === 'number' && { status: statusCode }),
    ...((typeof code === 'string' || typeof code === 'number') && { code }),
    ...(cause instanceof Error && depth > 0 && { cause: describeError(cause, depth - 1) }),
  };
}
