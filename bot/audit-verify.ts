import { createMessages, type Say } from '../cards/messages';
import { verifyAudit, type NotedSeal } from '../services/audit/verify';
import { redact, redacted } from '../services/redaction';
import { visitStore } from '../services/store/visit';
import { readConfig, type Config } from './config';
import { tellProblems } from './start-up';
import { storeSource } from './composition/store-connection';

interface Verdict {
  readonly isSound: boolean;
  /** For whoever sits at the terminal. */
  readonly text: string;
}

/** `entry:seal`, as the log has them; undefined when it is no such thing. */
export function parseNoted(text: string): NotedSeal | undefined {
  const [, entry, seal] = /^([1-9]\d{0,14}):([0-9a-f]{64})$/.exec(text.trim().toLowerCase()) ?? [];
  return entry === undefined || seal === undefined ? undefined : { entry: Number(entry), seal };
}

/** Whether the audit is as it was written; works while the bot runs and while it does not. Never rejects. */
export async function auditVerdict(config: Config, say: Say, noted?: NotedSeal): Promise<Verdict> {
  const broken = (text: string): Verdict => ({ isSound: false, text });
  try {
    const visit = await visitStore(await storeSource(config));
    if (!visit.ok)
      return broken(say(`startup.audit.store.${visit.error.type}`, redacted({ ...visit.error })));
    try {
      const key = config.auditKey;
      const checked = await verifyAudit(visit.value.db, { ...(key && { key }), ...(noted && { noted }) });
      if (!checked.ok)
        return broken(say(`startup.audit.${checked.error.type}`, { entry: checked.error.entry }));
      const { entry, seal } = checked.value;
      if (entry === 0) return { isSound: true, text: say('startup.audit.empty') };
      return { isSound: true, text: say('startup.audit.sound', { count: entry, noted: `${entry}:${seal}` }) };
    } finally {
      await visit.value.close();
    }
  } catch (error) {
    return broken(say('startup.audit.failed', { reason: redact((error as Error).message) }));
  }
}

async function run(): Promise<void> {
  const say = createMessages()('en');
  const reading = readConfig();
  if (!reading.ok) {
    tellProblems(reading.problems);
    return;
  }
  const [given] = process.argv.slice(2);
  const noted = given === undefined ? undefined : parseNoted(given);
  const verdict =
    given !== undefined && noted === undefined
      ? { isSound: false, text: say('startup.audit.notedUnreadable', { value: given }) }
      : await auditVerdict(reading.config, say, noted);
  process.stdout.write(`${verdict.text}\n`);
  process.exitCode = verdict.isSound ? 0 : 1;
}

if (require.main === module) void run();
