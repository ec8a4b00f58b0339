import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { version } from '../package.json';
import { fail, ok, type Result } from '../services/result';
import { buildPackage } from './build-package';
import { iconNames, iconSizes } from './icon-check';
import type { Manifest, ManifestOptions } from './manifest';

/** Good for a look at the package; Teams wants ids and a domain of your own. */
const demo = { id: '00000000-0000-0000-0000-000000000000', domain: 'bot.example.com' };

interface Request {
  readonly options: ManifestOptions;
  readonly out: string;
}

/**
 * Builds the package as asked on the command line, prints a line per result and gives the exit code.
 * `npm run package -- --app-id <GUID> [--bot-id <GUID>] --bot-domain <host> [--version 1.2.3]
 * [--organisation <name>] [--website <https address>] [--out <file>]`
 */
export function run(args: readonly string[], print: (line: string) => void): number {
  const request = readCommandLine(args);
  if (!request.ok) return refuse(request.error, print);
  const built = buildPackage(request.value.options);
  if (!built.ok) return refuse(built.error, print);

  const { out } = request.value;
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, built.value.zip);
  for (const line of resultsOf(built.value.manifest)) print(line);
  print(`✔ ${out}, ${built.value.zip.length} bytes`);
  return 0;
}

function readCommandLine(args: readonly string[]): Result<Request, readonly string[]> {
  const text = { type: 'string' } as const;
  const known = {
    'app-id': { ...text, default: demo.id },
    'bot-id': text,
    'bot-domain': { ...text, default: demo.domain },
    version: { ...text, default: version },
    organisation: { ...text, default: 'Your organisation' },
    website: text,
    out: { ...text, default: join(__dirname, 'build', 'autopilot-bot.zip') },
  };
  try {
    const { values } = parseArgs({ args: [...args], options: known });
    const { 'app-id': appId, 'bot-id': botId = appId, 'bot-domain': domain, organisation, out } = values;
    const website = values.website ?? `https://${domain}`;
    return ok({ out, options: { appId, botId, domain, version: values.version, organisation, website } });
  } catch (error) {
    return fail([error instanceof Error ? error.message : String(error)]);
  }
}

function refuse(problems: readonly string[], print: (line: string) => void): number {
  for (const problem of problems) print(`✖ ${problem}`);
  return 1;
}

function resultsOf(manifest: Manifest): string[] {
  const lists = manifest.bots?.[0]?.commandLists ?? [];
  const icons = iconNames.map((name) => `${name}.png ${iconSizes[name]} × ${iconSizes[name]}`);
  return [
    `✔ Manifest ${manifest.manifestVersion}, app version ${manifest.version}: valid`,
    ...lists.map(({ scopes, commands }) => `✔ Menu in ${scopes.join(' and ')}: ${commands.length} commands`),
    `✔ Icons: ${icons.join(', ')}`,
    ...(manifest.id === demo.id
      ? ['! The ids are examples: Teams needs --app-id and --bot-domain of your own.']
      : []),
  ];
}

if (require.main === module) process.exitCode = run(process.argv.slice(2), console.log);
