import { escapeMarkdown } from './escape';
import type { Say } from './messages';

/** Why nothing is told about a device, as a message: nothing of the device, only what the person looks after. */
export function outsideSentence(say: Say, tagPrefixes: readonly string[] = []): string {
  return say('status.outside', { prefixes: tagPrefixes.map(escapeMarkdown).join(', ') });
}
