import { type Finder, matches } from './entity';

const quoted =
  /"(?<q1>[^"]{2,160})"|(?<![\p{L}\p{N}])'(?<q2>[^']{2,160}(?:(?<=\p{L})'\p{L}[^']{0,120})?)'(?![\p{L}\p{N}])/gu;

/** Quoted text that is nothing else. */
export const findQuotes: Finder = (masked) =>
  matches('quote', quoted, masked, (whole, match) => match.groups?.['q1'] ?? match.groups?.['q2'] ?? whole);

/** What the status page and the import say, so that it is recognised without quotation marks. */
const sayings =
  /\b(?:identifying|securing your hardware|joining your organi[sz]ation'?s network|registering your device for mobile management|preparing your device for mobile management|something went wrong|preparing your device|please wait while we set up your device|(?:Ztd|Invalid|Missing)[A-Z]\w{4,40}|account setup|device setup|device preparation|security policies|network connections)\b/iu;

/** A saying of the status page or an import's failure name, as written. */
export const sayingIn = (text: string): string | undefined => sayings.exec(text)?.[0];
