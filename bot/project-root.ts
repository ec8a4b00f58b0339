import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The folder of the project, from the sources as well as from dist/. */
export const projectRoot = path.resolve(
  __dirname,
  path.basename(path.dirname(__dirname)) === 'dist' ? '../..' : '..',
);

/** The version of the bot, as its package says. */
export function projectVersion(): string {
  const text = readFileSync(path.join(projectRoot, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
