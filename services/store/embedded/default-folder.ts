import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { serverAccount } from './account';

const systemFolder = '/var/lib/autopilot-teams-bot';

/**
 * `data` in the project's folder. When the server runs as another account that may not enter the project's folder
 * (a root-only home, a temporary folder), a folder of this project's own under /var/lib.
 */
export async function defaultDataFolder(projectRoot: string): Promise<string> {
  const account = await serverAccount().catch(() => undefined);
  const mayEnter =
    account === undefined ||
    spawnSync('test', ['-x', projectRoot], { ...account, cwd: '/', stdio: 'ignore' }).status === 0;
  if (mayEnter) return path.join(projectRoot, 'data');
  const mark = createHash('sha256').update(projectRoot).digest('hex').slice(0, 8);
  return path.join(systemFolder, `${path.basename(projectRoot)}-${mark}`);
}
