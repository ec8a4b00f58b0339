/** Stands where a hardware hash, a token or a secret was. */
const removed = '[removed]';

/** How a text is read in search of secrets. */
interface Reading {
  /** Matches are passed over, but for what their first group holds. */
  readonly unread: RegExp;
  /** Stands where a secret was, given what comes after it. */
  readonly removed: (after: string) => string;
}

/** What nobody sees: a way to break a secret into harmless pieces. */
// eslint-disable-next-line no-control-regex -- these are among them
const invisible = /[\p{Default_Ignorable_Code_Point}\x00-\x08\x0E-\x1F\x7F]/gu;
const asWritten: Reading = { unread: invisible, removed: () => removed };
/** Behind the backslashes and joiners of cards/escape.ts; on phones `](` is a link even when escaped. */
const asMarkdown: Reading = {
  unread: new RegExp(`\\\\([\\\\\`*_[\\]<>~|&+#.)\\-])|${invisible.source}`, 'gu'),
  removed: (after) => (after.startsWith('(') ? '\\[removed\\]\u2060' : '\\[removed\\]'),
};
/** What cards/escape.ts puts in the place of marks that secrets are made of. */
const lookAlikes: Readonly<Record<string, string>> = { '∼': '~', ˍ: '_' };

/** A hardware hash is base64 of a blob that begins with "OA" (services/demo/hardware-hash.ts). */
const hashStart = /^T0[E-H]/;
const longestHarmless = 199;
/** Base64 in one piece or wrapped into lines, also where the line ends stand as `\n` in JSON. */
const base64 =
  /[A-Za-z0-9+/_-]{40,}={0,2}(?:(?:\s|\\+[rn]){1,4}[A-Za-z0-9+/_-]{40,}={0,2})*(?:(?:\s|\\+[rn]){1,4}[A-Za-z0-9+/_-]{1,39}={1,2})?/g;

const jwt = /\beyJ[\w-]{5,}(?:\.[\w-]*){1,4}/g;
/** The word alone is no token: a digit or some length makes it one. */
const bearer = /\b(bearer(?:\s|%20|[:=+])+)(?=[^\s"']*\d|[^\s"']{20})[^\s"',;]+/gi;
const basic = /\b(basic(?:\s|%20|[:=+])+)[A-Za-z0-9+/_-]{4,}={0,2}/gi;
const header =
  /\b(authorization\\*["']?\s*[:=]\s*\\*["']?(?:basic|token|negotiate|ntlm)\s+)[A-Za-z0-9+/._~=-]{4,}/gi;
/** As people say it; only what looks like a password is one, for a password may also be wrong or forgotten. */
const spoken =
  /\b((?:password|passphrase|passcode|pwd|secret)(?: \S{1,40}){0,3}?\s{1,3}(?:is|was|=|:)(?:\s?[:=])?\s{1,3})(?!\\*\[removed)("[^"]*"|'[^']*'|“[^”]{0,200}”|\S*[^\s.,;:?)\]"'])/gi;
const named =
  /((?:password|passwd|passphrase|passcode|pwd|secret|(?:access|refresh|id)[_-]?token|token|api[_-]?key|account[_-]?key|shared[_-]?access[_-]?(?:key|signature)|client[_-]?assertion|[?&;]sig)\\*["']?\s*(?:=|:|%3D)\s*)(?:\\*"(?:[^"\\]|\\[^"])*\\*"|'[^']*'|[^\s&;,"'<>{}()[\]\\](?:[^\s&;,"'<>{}()[\]\\]|\\+(?![\s"'\\]|$)|[<>{}()[\]](?=\w))*)/gi;
/** Entra makes client secrets in this form, which gives them away also without their name, or cut off. */
const clientSecret = /[\w~.-]{3}\dQ~[\w~.-]{16,}/g;
/** Also one that was cut off before its host; a port alone is no password. */
const databaseUrl =
  /\b((?:postgres(?:ql)?|mysql|mariadb|mssql|sqlserver|mongodb|rediss?|amqps?)(?:\+\w+)?:\/\/[^\s:/@]*:)(?!\d{1,5}(?:[/?\s,;)"']|$))(?:\S+(?=@)|[^\s"',;]+)/gi;
const otherUrl = /\b([a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@]*:)[^\s/@]+(?=@)/gi;

/** The first group of a pattern stays; the rest goes when it is a secret indeed. */
const rules: readonly { readonly pattern: RegExp; readonly isSecret?: (found: string) => boolean }[] = [
  { pattern: jwt },
  { pattern: base64, isSecret: isSecretBlob },
  { pattern: clientSecret },
  { pattern: databaseUrl },
  { pattern: otherUrl },
  { pattern: bearer },
  { pattern: basic, isSecret: isNameAndPassword },
  { pattern: header },
  { pattern: spoken, isSecret: isLikePassword },
  { pattern: named },
];

function isSecretBlob(found: string): boolean {
  return hashStart.test(found) || found.replace(/\s|\\+[rn]/g, '').length > longestHarmless;
}

function isNameAndPassword(found: string): boolean {
  // One that was cut off may end within a character.
  return /^[^\p{Cc}\uFFFD]*:[^\p{Cc}\uFFFD]*\uFFFD?$/u.test(Buffer.from(found, 'base64').toString('utf8'));
}

function isLikePassword(found: string): boolean {
  if (/^["'“]/.test(found)) return true;
  return found.length > 3 && /\d|[~@#$%^&*+=|\\<>{}`]|!|\p{Ll}\p{Lu}|^\p{Lu}/u.test(found);
}

/** The text without hardware hashes, bearer tokens, passwords, client secrets and passwords in URLs. */
export function redact(text: string): string {
  return redactAs(asWritten, text);
}

/** The same for a text that was escaped for Markdown, which hides secrets behind backslashes. */
export function redactMarkdown(text: string): string {
  return redactAs(asMarkdown, text);
}

function redactAs(reading: Reading, text: string): string {
  if (text.length < 8) return text;
  const plain = text
    .replace(reading.unread, (_found, kept?: unknown) => (typeof kept === 'string' ? kept : ''))
    .replace(/[∼ˍ]/g, (mark) => lookAlikes[mark] ?? mark);
  const secrets = secretsIn(plain);
  if (secrets.length === 0) return text;
  const place = placesIn(text, reading.unread);
  let [safe, end] = ['', 0];
  for (const [from, to] of secrets) {
    // With the backslash before its first character, without the one after its last.
    safe += text.slice(end, from === 0 ? 0 : place(from - 1) + 1);
    end = place(to - 1) + 1;
    safe += reading.removed(text.slice(end));
  }
  return safe + text.slice(end);
}

type Range = readonly [from: number, to: number];

/** In order, none touching another. */
function secretsIn(text: string): readonly Range[] {
  const all = rules.flatMap(({ pattern, isSecret }) =>
    [...text.matchAll(pattern)].flatMap(({ 0: whole, 1: kept = '', index }): Range[] => {
      const found = whole.slice(kept.length);
      if (found === removed || isSecret?.(found) === false) return [];
      return [[index + kept.length, index + whole.length]];
    }),
  );
  const joined: [number, number][] = [];
  for (const [from, to] of all.sort(([one], [other]) => one - other)) {
    const last = joined.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

/** From a place in what was read to the place in the text; to be asked in rising order. */
function placesIn(text: string, unread: RegExp): (index: number) => number {
  const skips = text.matchAll(unread);
  let next = skips.next();
  let skipped = 0;
  return (index) => {
    while (next.done !== true && next.value.index <= index + skipped) {
      skipped += next.value[0].length - (next.value[1] ?? '').length;
      next = skips.next();
    }
    return index + skipped;
  };
}

/** What these fields hold never leaves, whatever it looks like. */
const secretField =
  /^(?:authorization|cookie|hardware_?(?:hash|identifier)|password|passwd|passphrase|secret|client_?secret|client_?assertion|token|access_?token|refresh_?token|id_?token|api_?key|connection_?string)$/i;
const usualDepth = 10;

/**
 * The same data with every text redacted; what a secret's name announces is left out whole, and so is what lies deeper
 * than `depth`, for what is logged may run in circles.
 */
export function redacted<T>(value: T, depth = usualDepth, ofText: RedactText = redact): T {
  return clean(value, depth, ofText, '') as T;
}

/** `field`: where the text stands; empty when it is no field's own. */
type RedactText = (text: string, field: string) => string;

function clean(value: unknown, depth: number, ofText: RedactText, at: string): unknown {
  if (typeof value === 'string') return ofText(value, at);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === 0) return removed;
  if (value instanceof Error) return describeError(value, depth - 1);
  if (Array.isArray(value)) return value.map((item) => clean(item, depth - 1, ofText, ''));
  if (typeof (value as { toJSON?: unknown }).toJSON === 'function') {
    return clean((value as { toJSON(): unknown }).toJSON(), depth - 1, ofText, at);
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, field]: [string, unknown]) =>
      secretField.test(name) && field !== null && field !== undefined && field !== ''
        ? [name, removed]
        : [redact(name), clean(field, depth - 1, ofText, name)],
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
