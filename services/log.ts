import pino from 'pino';

export type Log = pino.Logger;

/** One JSON line per event on standard output. What a person wrote, tokens and hardware hashes are never logged. */
export function createLog(level: string): Log {
  return pino({ level, redact: ['*.token', '*.authorization', '*.hardwareIdentifier'] });
}
