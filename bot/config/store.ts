import type { ConfigProblem } from './problem';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where the bot remembers: a private server of its own, or any PostgreSQL. */
export type StoreConfig =
  | {
      readonly type: 'embedded';
      /** Without it a folder is chosen at the start. */
      readonly folder?: string;
    }
  | { readonly type: 'url'; readonly url: string; readonly signIn: 'password' | 'entra' };

/** Adds every problem it finds; none of them repeats the URL, which may carry a password. */
export function readStore(
  environment: Environment,
  mode: 'demo' | 'real',
  problems: ConfigProblem[],
): StoreConfig {
  const text = (variable: string) => environment[variable]?.trim() ?? '';
  const folder = text('DATA_FOLDER');
  const url = text('DATABASE_URL');
  const signIn = text('DATABASE_SIGN_IN').toLowerCase() || 'password';
  if (signIn !== 'password' && signIn !== 'entra') {
    problems.push({ variable: 'DATABASE_SIGN_IN', problem: 'unknown-database-sign-in', value: signIn });
  }
  if (signIn === 'entra' && (mode === 'demo' || url === '')) {
    problems.push({ variable: 'DATABASE_SIGN_IN', problem: 'entra-needs-url' });
  }
  if (url === '') return { type: 'embedded', ...(folder !== '' && { folder }) };
  const isPostgres = URL.canParse(url) && /^postgres(ql)?:$/.test(new URL(url).protocol);
  if (!isPostgres) problems.push({ variable: 'DATABASE_URL', problem: 'not-a-database-url' });
  return { type: 'url', url, signIn: signIn === 'entra' ? 'entra' : 'password' };
}
