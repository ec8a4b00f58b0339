import { chooseVerb, type RouteChoice } from './choices';
import { clip } from './clip';
import type { Say } from './messages';
import type { Button } from './status-verbs';

const longestFailure = 500;

/** None, or the one button that explains what a failed deployment reported. */
export function explainButton(say: Say, failure: string | undefined): readonly Button<RouteChoice>[] {
  if (failure === undefined) return [];
  return [
    {
      label: say('card.explain'),
      hint: say('card.explainHint'),
      verb: chooseVerb,
      data: { command: 'explain', text: clip(failure, longestFailure) },
    },
  ];
}
