import type { Card, CardData } from './card';
import template from './choices.json';
import sample from './choices.data.json';
import { clip } from './clip';
import type { Say } from './messages';
import type { Button } from './status-verbs';

/** Begins the command that a person chose for a text that was not clear: `RouteChoice`. */
export const chooseVerb = 'route.choose';

const mostChoices = 3;

export interface RouteChoice {
  readonly command: string;
  /** The text as it was written. */
  readonly text: string;
}

export interface ChoicesData extends CardData {
  readonly title: string;
  readonly wrote: string;
  readonly question: string;
  readonly choices: readonly Button<RouteChoice>[];
  readonly otherwise: string;
}

/** A text that was not understood for sure: the likeliest commands to press. */
export const choicesCard: Card<ChoicesData> = { id: 'choices', template, sample, verbs: [chooseVerb] };

export interface Choice {
  readonly command: string;
  readonly title: string;
}

/** The likeliest command first; without any, the card says how to go on. */
export function choicesData(text: string, choices: readonly Choice[], say: Say): ChoicesData {
  const offered = choices.slice(0, mostChoices);
  const none = offered.length === 0;
  const titles = offered.map(({ title }) => title).join(', ');
  return {
    summary: none ? say('unknown.summaryNothing') : say('unknown.summary', { titles }),
    title: say('unknown.title'),
    wrote: text.trim() === '' ? '' : say('unknown.intro', { text: clip(text, 200) }),
    question: none ? say('unknown.nothing') : say('unknown.choose'),
    choices: offered.map(({ command, title }) => ({
      label: title,
      hint: say('unknown.chooseHint', { title }),
      verb: chooseVerb,
      data: { command, text: clip(text, 1000) },
    })),
    otherwise: none ? '' : say('unknown.otherwise'),
  };
}
