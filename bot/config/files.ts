import { readOnOrOff } from './on-or-off';
import type { ConfigProblem } from './problem';

export interface FilesConfig {
  /**
   * Whether files that lie beside a message of a channel or a group chat are read through Graph. It takes permissions
   * to read messages and files all over the tenant, so it is asked for.
   */
  readonly readShared: boolean;
}

export function readFiles(
  environment: Readonly<Record<string, string | undefined>>,
  problems: ConfigProblem[],
): FilesConfig {
  return { readShared: readOnOrOff(environment, 'READ_SHARED_FILES', false, problems) };
}
