import type { Place, Purpose } from '../services/places/places';
import type { Card, CardData } from './card';
import template from './channel.json';
import sample from './channel.data.json';
import { channelVerbs, type ChannelStop, type ChannelUse } from './channel-verbs';
import type { MessageKey, Say } from './messages';
import type { Button } from './status-verbs';

interface ShownPurpose {
  readonly symbol: string;
  readonly colour: string;
  readonly name: string;
  readonly about: string;
  readonly where: string;
  /** `ChannelUse` or `ChannelStop`. */
  readonly buttons: readonly Button<object>[];
}

export interface ChannelData extends CardData {
  readonly title: string;
  readonly intro: string;
  readonly rows: readonly ShownPurpose[];
}

/** Which messages come to the channel or group chat in which it stands. */
export const channelCard: Card<ChannelData> = {
  id: 'channel',
  template,
  sample,
  verbs: Object.values(channelVerbs),
};

export interface ChannelInput {
  readonly say: Say;
  /** The channel or chat in which the card stands. */
  readonly conversationId: string;
  /** Where messages go; a kind that is not there goes nowhere. */
  readonly places: Readonly<Partial<Record<Purpose, Place>>>;
}

const shownPurposes = ['help', 'alerts', 'digest'] as const satisfies readonly Purpose[];

const looks = {
  here: { symbol: '✔', colour: 'Good' },
  elsewhere: { symbol: '●', colour: 'Default' },
  nowhere: { symbol: '○', colour: 'Default' },
} as const;
type Where = keyof typeof looks;

export function channelData({ say, conversationId, places }: ChannelInput): ChannelData {
  const shown = shownPurposes.map((purpose) => ({
    purpose,
    place: places[purpose],
    where: whereOf(places[purpose], conversationId),
  }));
  return {
    summary: say('channel.summary', {
      count: shown.filter(({ where }) => where === 'here').length,
      total: shown.length,
    }),
    title: say('channel.title'),
    intro: say('channel.intro'),
    rows: shown.map(({ purpose, place, where }) => ({
      ...looks[where],
      name: say(`channel.name.${purpose}`),
      about: say(`channel.about.${purpose}`),
      where: say(sentenceOf(where, place)),
      buttons: buttonsOf(say, purpose, where, place),
    })),
  };
}

function whereOf(place: Place | undefined, conversationId: string): Where {
  if (place === undefined) return 'nowhere';
  return place.conversationId === conversationId ? 'here' : 'elsewhere';
}

function sentenceOf(where: Where, place: Place | undefined): MessageKey {
  const rhythm = where === 'here' ? place?.rhythm : undefined;
  return `channel.where.${rhythm ?? where}`;
}

function buttonsOf(
  say: Say,
  purpose: Purpose,
  where: Where,
  place: Place | undefined,
): ShownPurpose['buttons'] {
  const stop = where === 'here' ? [stopButton(say, purpose)] : [];
  if (purpose !== 'digest') return where === 'here' ? stop : [useButton(say, purpose)];
  const now = where === 'here' ? place?.rhythm : undefined;
  const rhythms = (['daily', 'weekly'] as const).filter((rhythm) => rhythm !== now);
  return [...rhythms.map((rhythm) => digestButton(say, rhythm)), ...stop];
}

function useButton(say: Say, purpose: Purpose): Button<ChannelUse> {
  return {
    label: say('channel.button.use'),
    hint: say('channel.hint.use', { name: say(`channel.name.${purpose}`) }),
    verb: channelVerbs.use,
    data: { purpose },
  };
}

function digestButton(say: Say, rhythm: 'daily' | 'weekly'): Button<ChannelUse> {
  return {
    label: say(`channel.button.${rhythm}`),
    hint: say(`channel.hint.${rhythm}`),
    verb: channelVerbs.use,
    data: { purpose: 'digest', rhythm },
  };
}

function stopButton(say: Say, purpose: Purpose): Button<ChannelStop> {
  return {
    label: say('channel.button.stop'),
    hint: say('channel.hint.stop', { name: say(`channel.name.${purpose}`) }),
    verb: channelVerbs.stop,
    data: { purpose },
  };
}
