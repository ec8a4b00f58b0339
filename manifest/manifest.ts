import { readFileSync } from 'node:fs';
import type { TeamsManifestV1D19 } from '@microsoft/app-manifest';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import type { CommandList } from './command-menu';
import template from './manifest.template.json';

export type Manifest = TeamsManifestV1D19.TeamsManifestV1D19;

/** What differs from one installation to the next. */
export interface ManifestOptions {
  /** Id of the Teams app. */
  readonly appId: string;
  /** Id of the app registration that the bot signs in with. */
  readonly botId: string;
  /** Host name under which Teams reaches the bot. */
  readonly domain: string;
  /** Teams takes an update only when this rises. */
  readonly version: string;
  /** Shown as the developer of the app. */
  readonly organisation: string;
  /** https address with pages `/privacy` and `/terms`. */
  readonly website: string;
}

export function fillManifest(options: ManifestOptions, commandLists: readonly CommandList[]): Manifest {
  const filled = fill(template, options as unknown as Readonly<Record<string, string>>) as Manifest;
  return {
    ...filled,
    bots: (filled.bots ?? []).map((bot) => ({ ...bot, commandLists })) as Manifest['bots'] & object,
  };
}

function fill(node: unknown, values: Readonly<Record<string, string>>): unknown {
  if (typeof node === 'string') {
    return node.replace(/\{\{(\w+)\}\}/g, (placeholder, name: string) => values[name] ?? placeholder);
  }
  if (Array.isArray(node)) return node.map((item) => fill(item, values));
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, fill(value, values)]));
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const hostName = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i;
const semver = /^\d+\.\d+\.\d+(-[\w.-]+)?$/;

const rules: readonly {
  readonly option: keyof ManifestOptions;
  readonly holds: (value: string) => boolean;
  readonly says: string;
}[] = [
  { option: 'appId', holds: (value) => guid.test(value), says: '--app-id must be a GUID' },
  { option: 'botId', holds: (value) => guid.test(value), says: '--bot-id must be a GUID' },
  {
    option: 'domain',
    holds: (value) => hostName.test(value),
    says: '--bot-domain must be a host name such as bot.contoso.com, without https:// and without a path',
  },
  { option: 'version', holds: (value) => semver.test(value), says: '--version must look like 1.2.3' },
  {
    option: 'organisation',
    holds: (value) => value.trim() !== '' && value.length <= 32,
    says: '--organisation must be a name of 1 to 32 characters',
  },
  {
    option: 'website',
    holds: (value) => /^https:\/\/[^\s/]+(\/[^\s]*)?$/.test(value) && !value.endsWith('/'),
    says: '--website must be an https address without a slash at its end',
  },
];

/** What is wrong with the options, a sentence each. */
export function optionProblems(options: ManifestOptions): string[] {
  return rules
    .filter(({ option, holds }) => !holds(options[option]))
    .map(({ option, says }) => `${says}; “${options[option]}” is not.`);
}

/** Microsoft's own schema; the package carries it, so that nothing is fetched. Its code fetches when asked to validate. */
const schemaFile = '@microsoft/app-manifest/build/json-schemas/teams/v1.19/MicrosoftTeams.schema.json';

/** What is wrong with a manifest by the schema of Teams, a sentence each. */
export function schemaProblems(manifest: Manifest): string[] {
  const ajv = new Ajv({ allErrors: true, strictTypes: false });
  addFormats(ajv, ['uri', 'email', 'regex']);
  const validate = ajv.compile(JSON.parse(readFileSync(require.resolve(schemaFile), 'utf8')) as object);
  if (validate(manifest)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message = 'is not valid' }) =>
      `The manifest breaks the schema of Teams: ${instancePath} ${message}.`,
  );
}
