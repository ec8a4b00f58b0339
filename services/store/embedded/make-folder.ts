import { chmod, chown, mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { mayEnter, type ServerAccount } from './account';

/** Holds the data of projects whose own folder the server's account may not enter. */
export const systemFolder = '/var/lib/autopilot-teams-bot';

/**
 * Makes the folder its owner's only, and the parents that are missing so that its owner can come in. One level at a
 * time: Node's recursive `mkdir` never returns where a file system refuses folders with ENOENT, as /proc does.
 */
export async function makeFolder(folder: string, account: ServerAccount | undefined): Promise<void> {
  for (const parent of lineage(path.dirname(folder))) {
    if (!(await isThere(parent)) && (await make(parent))) await chmod(parent, 0o755);
  }
  await make(folder);
  await chmod(folder, 0o700);
  if (account !== undefined) await chown(folder, account.uid, account.gid);
}

/** The topmost folder on the way to `folder`, itself included, that the account may not enter. */
export async function closedTo(account: ServerAccount, folder: string): Promise<string | undefined> {
  for (const place of lineage(folder)) {
    if (!(await isThere(place))) return undefined;
    if (!mayEnter(account, place)) return place;
  }
  return undefined;
}

/** An earlier version of the bot closed the folder that holds the data folders to everybody but root. */
export async function openSystemFolder(folder: string, ours = systemFolder): Promise<void> {
  if (path.dirname(folder) !== ours) return;
  const found = await stat(ours).catch(() => undefined);
  if (found?.uid === 0 && (found.mode & 0o777) === 0o700) await chmod(ours, 0o755);
}

/** From the root down to the folder. */
function lineage(folder: string): readonly string[] {
  const parent = path.dirname(folder);
  return parent === folder ? [folder] : [...lineage(parent), folder];
}

function isThere(place: string): Promise<boolean> {
  return stat(place).then(
    () => true,
    (error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
      throw error;
    },
  );
}

/** False when another start was quicker. */
async function make(folder: string): Promise<boolean> {
  try {
    await mkdir(folder, { mode: 0o700 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
