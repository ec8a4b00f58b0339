const ends = new Map<number, () => void>();

/**
 * Does `last`, which must not wait, if the process ends before the returned function is called. What was begun last is
 * ended first.
 */
export function atProcessEnd(last: () => void): () => void {
  process.prependOnceListener('exit', last);
  return () => {
    process.off('exit', last);
  };
}

/** Without a stop, as after a second Ctrl-C or in the midst of a start, no server is left behind. */
export function endWithProcess(server: number): void {
  if (ends.has(server)) return;
  ends.set(
    server,
    atProcessEnd(() => {
      shutDown(server);
    }),
  );
}

/** The server has ended, or is another bot's. */
export function letOutlive(server: number): void {
  ends.get(server)?.();
  ends.delete(server);
}

/** Closes every connection and ends in order; PostgreSQL's "fast" shutdown. Windows knows no such signal. */
function shutDown(server: number): void {
  if (process.platform === 'win32') return;
  try {
    process.kill(server, 'SIGINT');
  } catch {
    // It has ended already.
  }
}
