import { isGuid, parseGraphRoot, type GraphRoot } from './values';
import { readChanges } from './changes';
import { readCredential } from './credential';
import { readFiles, type FilesConfig } from './files';
import { readGroupTags } from './group-tags';
import type { ConfigProblem } from './problem';
import { readOperating, type OperatingConfig } from './operating';
import { readQuiet, type QuietConfig } from './quiet';
import { readRoles } from './roles';
import { readStore, type StoreConfig } from './store';
import { readWhole } from './whole-number';
import type { ChangeRules } from '../../services/changes/rules';
import type { GraphCredential } from '../../services/graph/token-credential';
import type { RoleRules } from '../../services/people/standing';
import type { TagConvention } from '../../services/tags/convention';

/** Everything the bot reads from its environment, checked. Times in ms. */
export interface Config {
  readonly mode: 'demo' | 'real';
  readonly host: string;
  readonly port: number;
  readonly graph: GraphRoot;
  /** How the bot proves who it is to Teams and to Graph; absent in demo mode, where nobody signs in. */
  readonly credential?: GraphCredential;
  /** Tenants whose activities are answered, lower case. */
  readonly tenants: readonly string[];
  /** In demo mode, when nothing is configured, the demo people have the roles of their names. */
  readonly roles: RoleRules;
  readonly store: StoreConfig;
  /** Seals the audit; without it the seals show mistakes and careless changes only. */
  readonly auditKey?: string;
  readonly files: FilesConfig;
  readonly groupTags: TagConvention;
  readonly changes: ChangeRules;
  readonly quiet: QuietConfig;
  readonly operating: OperatingConfig;
  readonly logLevel: string;
  readonly demo: DemoConfig;
}

interface DemoConfig {
  readonly playgroundPort: number;
  readonly playground: boolean;
  readonly graphPort: number;
  readonly devices: number;
  readonly openBrowser: boolean;
  /** Handed on to the Playground's own process. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export type ConfigReading =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

type Environment = Readonly<Record<string, string | undefined>>;

const defaultPorts = { PORT: 3978, PLAYGROUND_PORT: 56150, DEMO_GRAPH_PORT: 0 } as const;
const demoDevices = { usual: 2000, least: 0, most: 500_000 };
const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/** Reads the whole environment and lists every problem in one go. */
export function readConfig(
  environment: Environment = process.env,
  terminal = process.stdout.isTTY,
): ConfigReading {
  const problems: ConfigProblem[] = [];
  const read = reader(environment, problems);
  const mode = readMode(environment, problems);
  const credential = mode === 'real' ? readCredential(environment, problems) : undefined;
  const config: Config = {
    mode,
    host: mode === 'demo' ? '127.0.0.1' : (read.text('HOST') ?? '0.0.0.0'),
    port: read.port('PORT'),
    graph: readGraph(environment, mode, problems),
    ...(credential === undefined ? {} : { credential }),
    tenants: readTenants(read, environment, mode),
    roles: readRoles(environment, problems),
    store: readStore(environment, mode, problems),
    ...(read.text('AUDIT_KEY') === undefined ? {} : { auditKey: environment['AUDIT_KEY'] ?? '' }),
    files: readFiles(environment, problems),
    groupTags: readGroupTags(environment, problems),
    changes: readChanges(environment, problems),
    quiet: readQuiet(environment, problems),
    operating: readOperating(environment, mode, problems),
    logLevel: read.logLevel(mode === 'demo' ? 'warn' : 'info'),
    demo: {
      playgroundPort: read.port('PLAYGROUND_PORT'),
      playground: read.text('PLAYGROUND') !== 'off',
      graphPort: read.port('DEMO_GRAPH_PORT'),
      devices: readWhole(environment, 'DEMO_DEVICES', demoDevices, problems),
      openBrowser: terminal && read.text('CI') === undefined && read.text('PLAYGROUND_BROWSER') !== 'none',
      environment,
    },
  };
  return problems.length === 0 ? { ok: true, config } : { ok: false, problems };
}

/**
 * Demo unless an app registration is named or the bot runs in production: a production start that lost its
 * app id must stop, not turn sign-in off (the SDK takes an empty app id as "no sign-in").
 */
function readMode(environment: Environment, problems: ConfigProblem[]): Config['mode'] {
  const wish = environment['AUTOPILOT_MODE']?.trim().toLowerCase();
  if (wish === 'demo' || wish === 'real') return wish;
  if (wish) problems.push({ variable: 'AUTOPILOT_MODE', problem: 'unknown-mode', value: wish });
  const named = Object.keys(environment).some((name) => name.startsWith('MicrosoftApp'));
  return named || environment['NODE_ENV'] === 'production' ? 'real' : 'demo';
}

function readGraph(environment: Environment, mode: Config['mode'], problems: ConfigProblem[]): GraphRoot {
  const value = environment['AUTOPILOT_GRAPH_URL']?.trim() ?? '';
  if (value === '') return mode === 'demo' ? { type: 'simulated' } : { type: 'cloud', name: 'public' };
  const root = parseGraphRoot(value);
  if (root?.type === 'loopback' && mode === 'demo') return root;
  if (root?.type === 'cloud' && mode === 'real') return root;
  const problem = { loopback: 'graph-needs-demo', cloud: 'graph-needs-real', none: 'unknown-graph' } as const;
  problems.push({ variable: 'AUTOPILOT_GRAPH_URL', problem: problem[root?.type ?? 'none'], value });
  return { type: 'simulated' };
}

function readTenants(
  read: ReturnType<typeof reader>,
  environment: Environment,
  mode: Config['mode'],
): readonly string[] {
  const listed = read.guids('ALLOWED_TENANTS');
  const own = environment['MicrosoftAppTenantId']?.trim().toLowerCase();
  return mode === 'real' && listed.length === 0 && own ? [own] : listed;
}

function reader(environment: Environment, problems: ConfigProblem[]) {
  const text = (variable: string) => {
    const value = environment[variable]?.trim();
    return value === '' ? undefined : value;
  };
  return {
    text,
    port(variable: keyof typeof defaultPorts): number {
      const value = text(variable) ?? String(defaultPorts[variable]);
      if (/^\d{1,7}$/.test(value) && Number(value) <= 65_535) return Number(value);
      problems.push({ variable, problem: 'not-a-port', value });
      return defaultPorts[variable];
    },
    guids(variable: string): readonly string[] {
      const values = (text(variable) ?? '')
        .toLowerCase()
        .split(/[\s,;]+/)
        .filter(Boolean);
      for (const value of values) {
        if (!isGuid(value)) problems.push({ variable, problem: 'not-a-guid', value });
      }
      return values;
    },
    logLevel(fallback: string): string {
      const value = text('LOG_LEVEL')?.toLowerCase() ?? fallback;
      if (logLevels.includes(value)) return value;
      problems.push({ variable: 'LOG_LEVEL', problem: 'not-a-log-level', value });
      return fallback;
    },
  };
}
