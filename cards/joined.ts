import type { Say } from './messages';

/** "one · two · three"; parts that are empty are left out. */
export function joined(say: Say, parts: readonly string[]): string {
  return parts
    .filter((part) => part !== '')
    .reduce((first, second) => (first === '' ? second : say('card.joined', { first, second })), '');
}
