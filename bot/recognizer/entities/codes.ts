import { type Finder, matches } from './entity';

const hex = (written: string): string => `0x${written.replace(/^[0o]x ?/i, '').toUpperCase()}`;

const errorWord =
  '(?:error|errors|err|code|codes|exitcode|lpexitcode|returned|returns|result|event|msi|hresult|fehler|fehlercode|erreur|c[oó]digo|fallo)';
const joined = '(?: ?(?:,|and|or|und|et|ou|y|o|&|\\/) ?)';

const introduced = new RegExp(
  `(?<![\\p{L}\\p{N}])${errorWord}(?: ?(?:code|codes|number|no\\.?|nr\\.?|id|:|#|=|is|was|with|of|de error|d'erreur)){0,3} ?['"(]?(?<value>-?\\d{1,5})(?![\\p{L}\\p{N}]|[.,]\\d| of\\b| devices| laptops)`,
  'giu',
);
const listedAfter = new RegExp(`[\\da-f]{3,16}${joined}(?<value>\\d{3,5})(?![\\p{L}\\p{N}])`, 'gu');
const followed =
  /(?<![\p{L}\p{N}#.-])(?<value>\d{3,5}) (?:import |install |installer |exit |msi )?(?:error|fehler|code)\b(?!s)/giu;
const asked =
  /\b(?:what (?:does|is|about|means)|explain|meaning of|was bedeutet|was hei(?:ss|ß)t|que signifie|qu[eé] significa|que veut dire) (?<value>\d{3,5})(?![\p{L}\p{N}]|[.:/]\d)/giu;
/** Windows Installer's and the import's own numbers, known well enough to stand alone. */
const alone = /^\W*(?<value>80[2-9]|81[0-8]|908|16[0-5]\d|3010|3017)\W*$/g;

/** What says a number without calling it an error: the import's own failures and the installer's. */
const said =
  /\b(?:says?|said|shows?|gives?|gave|gets?|got|throws?|with|reports?|on|dit|sagt|zeigt|dice) (?:an? |me |us |just |only |again |always )?(?<value>80[2-9]|81[0-8]|908|16[0-5]\d|3010)(?![\p{L}\p{N}]|[.,]\d| (?:of|devices|laptops|times))/giu;

const asWritten: readonly RegExp[] = [
  /(?<![\w-])-\d{9,10}(?!\w)/g,
  /(?<![\w.+-])(?:214[7-9]|21[5-9]\d|2[2-9]\d\d|3\d{3}|4[0-2]\d\d)\d{6}(?![\w-])/g,
  introduced,
  followed,
  asked,
  alone,
  said,
];

/** Begins like hex and goes on otherwise: whoever is asked about it says so. */
const malformed = /(?<![\p{L}\p{N}])0x(?![0-9a-f]{1,16}(?![\p{L}\p{N}]))[\p{L}\p{N}]*/giu;

/** Names that Windows gives its numbers; group tags have underscores too, so the beginning decides. */
const named =
  /(?<![\p{L}\p{N}_-])(?:ERROR|E|STATUS|HRESULT|MENROLL_E|DSREG|WU_E|NTE|TPM|TBS|CERT_E|CRYPT_E|WININET_E|BG_E|DO_E|CFGMGR_E|INET_E|RPC_S|CO_E|SEC_E|MREGISTER_E|WSAE[A-Z]+)_[A-Z][A-Z0-9_]{2,70}(?![\p{L}\p{N}-])/gu;

const bareHex = /(?<![\p{L}\p{N}_-])(?:8[0-7]|c[01]|d0)[0-9a-f]{6}(?![\p{L}\p{N}_-])/giu;

/**
 * Failure codes: HRESULT in hex with or without 0x, signed or unsigned decimal, installer exit codes, import errors,
 * Entra's AADSTS numbers, and what only looks like hex. Hex becomes `0x` and upper-case
 * digits, everything else stays as written.
 */
export const findCodes: Finder = (text) => {
  const found = [
    ...matches('code', /(?<![\p{L}\p{N}])[0o]x ?[0-9a-f]{1,16}(?![\p{L}\p{N}])/giu, text, hex),
    ...matches('code', bareHex, text, (value) => (/\d.*\d.*\d/.test(value) ? hex(value) : undefined)),
    ...matches('code', malformed, text),
    ...matches('code', /\bAADSTS\d{4,7}\b/gi, text, (value) => value.toUpperCase()),
    ...asWritten.flatMap((shape) => matches('code', shape, text)),
  ];
  return found.length === 0 ? found : [...found, ...matches('code', listedAfter, text)];
};

/** Names of codes, to be looked for before anything else that has underscores. */
export const findCodeNames: Finder = (text) => matches('code', named, text);
