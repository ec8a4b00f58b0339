import pino, { type DestinationStream } from 'pino';
import { redact, redacted } from './redaction';

export type Log = pino.Logger;

/** Takes the lines. */
export type LogTarget = DestinationStream;

/**
 * One JSON line per event, on standard output unless told otherwise. What a person wrote is never logged; hardware
 * hashes, tokens and secrets that come along in a failure are taken out of every text.
 */
export function createLog(level: string, destination?: LogTarget): Log {
  const options: pino.LoggerOptions = {
    level,
    hooks: {
      logMethod(given, method) {
        method.apply(this, withoutSecrets(given) as typeof given);
      },
      streamWrite: lineWithoutSecrets,
    },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

function withoutSecrets([first, ...others]: readonly unknown[]): unknown[] {
  const rest = others.map((value) => redacted(value));
  if (!(first instanceof Error)) return [redacted(first), ...rest];
  return [{ err: redacted(first) }, ...(rest.length > 0 ? rest : [redact(first.message)])];
}

/** What did not come through a call, such as the fields of a child logger. */
function lineWithoutSecrets(line: string): string {
  if (redact(line) === line) return line;
  return `${JSON.stringify(redacted<unknown>(JSON.parse(line)))}\n`;
}
