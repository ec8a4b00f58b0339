import type { IntuneRecord } from '../services/devices/device-status';
import { age } from './age';
import type { Card, CardData } from './card';
import { clip } from './clip';
import type { Say } from './messages';
import template from './not-found.json';
import sample from './not-found.data.json';
import { backToList, statusVerbs, type Button, type StatusList, type StatusOpen } from './status-verbs';

const mostGuesses = 3;

export interface NotFoundData extends CardData {
  readonly title: string;
  readonly meaning: string;
  /** Empty, or that Intune knows the serial number. */
  readonly intune: string;
  readonly heading: string;
  readonly guesses: readonly Button<StatusOpen>[];
  readonly checks: readonly { readonly text: string }[];
  /** None or one: the way back to the table it was opened from. */
  readonly back: readonly Button<StatusList>[];
}

/** One serial number that is not registered: near misses to press, or what to check. */
export const notFoundCard: Card<NotFoundData> = {
  id: 'not-found',
  template,
  sample,
  verbs: [statusVerbs.open, statusVerbs.list],
};

export interface NotFoundInput {
  readonly say: Say;
  readonly serial: string;
  readonly didYouMean: readonly string[];
  /** Intune's record of this serial number; `now` in ms since 1970. */
  readonly intune?: { readonly record: IntuneRecord; readonly now: number } | undefined;
  /** The table to lead back to. */
  readonly serials?: readonly string[];
}

export function notFoundData({ say, serial, didYouMean, intune, serials = [] }: NotFoundInput): NotFoundData {
  const shown = clip(serial, 60);
  const guesses = didYouMean.slice(0, mostGuesses);
  const known = guesses.length > 0;
  return {
    summary: known
      ? say('notFound.summaryWithGuess', {
          serial: shown,
          serials: guesses.map((guess) => clip(guess, 40)).join(', '),
        })
      : say('notFound.summary', { serial: shown }),
    title: say('notFound.title', { serial: shown }),
    meaning: say('notFound.meaning'),
    intune: intune === undefined ? '' : inIntune(say, shown, intune),
    heading: say(known ? 'notFound.didYouMean' : 'notFound.checks'),
    guesses: guesses.map((guess) => ({
      label: clip(guess, 40),
      hint: say('notFound.openHint', { serial: clip(guess, 40) }),
      verb: statusVerbs.open,
      data: serials.length === 0 ? { serial: guess } : { serial: guess, serials },
    })),
    checks: known
      ? []
      : [
          { text: say('notFound.checkLabel') },
          { text: say('notFound.checkVendor') },
          { text: say('notFound.checkRegister') },
        ],
    back: backToList(say, serials),
  };
}

function inIntune(
  say: Say,
  serial: string,
  { record: { deviceName = '', lastSyncAt }, now }: NonNullable<NotFoundInput['intune']>,
): string {
  return say('notFound.inIntune', {
    device: clip(deviceName, 80) || serial,
    age: lastSyncAt === undefined ? say('fact.never') : age(say, lastSyncAt, now),
  });
}
