import type { Result } from '../result';
import type { GraphFailure } from './graph-failure';
import type { GraphVersion } from './sender';

/** Beta tells more; where it is not offered, v1.0 does. */
export async function offered<T>(
  ask: (version: GraphVersion) => Promise<Result<T, GraphFailure>>,
): Promise<Result<T, GraphFailure>> {
  const answer = await ask('beta');
  return !answer.ok && answer.error.type === 'not-offered' ? ask('v1.0') : answer;
}
