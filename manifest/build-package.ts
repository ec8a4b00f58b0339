import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { createMessages } from '../cards/messages';
import { commands } from '../dialogs';
import { fail, ok, type Result } from '../services/result';
import { commandMenu } from './command-menu';
import { iconNames, iconProblems, type IconName } from './icon-check';
import {
  fillManifest,
  optionProblems,
  schemaProblems,
  type Manifest,
  type ManifestOptions,
} from './manifest';

export interface TeamsPackage {
  readonly manifest: Manifest;
  /** The zip file that is uploaded to Teams. */
  readonly zip: Uint8Array;
}

export type Icons = Readonly<Record<IconName, Buffer>>;

export function readIcons(): Icons {
  const read = (name: IconName) => readFileSync(join(__dirname, 'icons', `${name}.png`));
  return { color: read('color'), outline: read('outline') };
}

/** The package, or everything that is wrong with it, a sentence each. */
export function buildPackage(
  options: ManifestOptions,
  icons: Icons = readIcons(),
): Result<TeamsPackage, readonly string[]> {
  const wrong = optionProblems(options);
  if (wrong.length > 0) return fail(wrong);

  const manifest = fillManifest(options, commandMenu(commands, createMessages()('en')));
  const problems = [
    ...schemaProblems(manifest),
    ...openPlaceholders(manifest),
    ...missingFiles(manifest),
    ...iconNames.flatMap((name) => iconProblems(name, icons[name])),
  ];
  if (problems.length > 0) return fail(problems);

  const zip = zipSync({
    'manifest.json': strToU8(JSON.stringify(manifest, undefined, 2)),
    'color.png': icons.color,
    'outline.png': icons.outline,
  });
  return ok({ manifest, zip });
}

function openPlaceholders(manifest: Manifest): string[] {
  const found = JSON.stringify(manifest).match(/\{\{\w+\}\}/g) ?? [];
  return [...new Set(found)].map((name) => `The manifest still contains the placeholder ${name}.`);
}

function missingFiles({ icons }: Manifest): string[] {
  return iconNames
    .filter((name) => icons[name] !== `${name}.png`)
    .map((name) => `The manifest names ${icons[name]} as its ${name} icon; the package holds ${name}.png.`);
}
