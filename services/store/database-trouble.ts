/** The system's codes of a connection that is not there, and what PostgreSQL says when it ends one. */
const codes =
  /^(ECONN(REFUSED|RESET|ABORTED)|EPIPE|ENOTFOUND|EAI_AGAIN|E(HOST|NET)UNREACH|ETIMEDOUT|08...|57P0.|57014|53...)$/;
/** What pg says itself comes without a code. */
const messages =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout exceeded when trying to connect|timeout expired|Query read timeout|Cannot use a pool after calling end)/;

/**
 * True when an error says that the database could not be asked, not that it refused something. The connection codes
 * are those of any connection: whoever asks knows where the error comes from.
 */
export function isDatabaseAway(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, message, severity, errors } = error as Partial<Record<string, unknown>>;
  // PostgreSQL's word for what ends a connection or does not let it begin.
  if (severity === 'FATAL' || severity === 'PANIC') return true;
  if (typeof code === 'string') return codes.test(code);
  // Every address of a host was tried.
  if (Array.isArray(errors)) return errors.some(isDatabaseAway);
  return typeof message === 'string' && messages.test(message);
}
