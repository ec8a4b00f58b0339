import { createLog } from '../../../services/log';
import { openStore, type Store } from '../../../services/store/store';

/**
 * A process that holds a data folder: `node --import tsx holder.ts <folder> [write | exit]`. Says in one line of JSON how the
 * start went; then writes rows and says each that is committed, or leaves without a stop.
 */
async function hold([folder = '', then = '']: readonly string[]): Promise<void> {
  const opened = await openStore({ type: 'embedded', folder }, createLog('silent'));
  say(opened.ok ? { url: urlOf(opened.value) } : opened.error);
  if (!opened.ok) return;
  if (then === 'exit') process.exit(3);
  process.on('SIGTERM', () => void opened.value.close().then(() => process.exit(0)));
  const stay = setInterval(() => undefined, 60_000);
  if (then !== 'write') return;
  clearInterval(stay);
  const { pool } = opened.value;
  await pool.query('create table if not exists written (n integer primary key)');
  for (let n = 1; ; n += 1) {
    await pool.query('insert into written values ($1)', [n]);
    say({ written: n });
  }
}

function urlOf({ connection }: Store): string {
  const { user, password, host, port, database } = connection;
  return `postgres://${user}:${String(password)}@${host}:${port}/${database}`;
}

function say(what: object): void {
  process.stdout.write(`${JSON.stringify(what)}\n`);
}

void hold(process.argv.slice(2));
