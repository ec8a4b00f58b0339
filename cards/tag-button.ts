import { chooseVerb, type RouteChoice } from './choices';
import type { Say } from './messages';
import type { Button } from './status-verbs';

/** None, or the one button that begins a request to give these devices a tag; without a tag it is asked for. */
export function tagButton(
  say: Say,
  serials: readonly string[],
  tag?: string,
): readonly Button<RouteChoice>[] {
  const sayable = serials.filter((serial) => !/\s/.test(serial));
  if (sayable.length === 0 || sayable.length < serials.length) return [];
  const named = `tag ${sayable.join(', ')}`;
  return [
    {
      label: say('card.giveTag'),
      hint: say('card.giveTagHint', { count: sayable.length }),
      verb: chooseVerb,
      data: { command: 'assign-tag', text: tag === undefined ? named : `${named} as ${tag}` },
    },
  ];
}
