import { createHash } from 'node:crypto';
import path from 'node:path';
import { mayEnter, serverAccount } from './account';
import { systemFolder } from './make-folder';

/**
 * `data` in the project's folder. When the server runs as another account that may not enter the project's folder
 * (a root-only home, a temporary folder), a folder of this project's own under /var/lib.
 */
export async function defaultDataFolder(projectRoot: string): Promise<string> {
  const inProject = path.join(projectRoot, 'data');
  const account = await serverAccount(inProject).catch(() => undefined);
  if (account === undefined || mayEnter(account, projectRoot)) return inProject;
  const mark = createHash('sha256').update(projectRoot).digest('hex').slice(0, 8);
  return path.join(systemFolder, `${path.basename(projectRoot)}-${mark}`);
}
