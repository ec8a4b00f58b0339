import type { HelpFacts, TriedThing } from '../services/help/help-case';
import type { Card, CardData } from './card';
import template from './help-offer.json';
import sample from './help-offer.data.json';
import { handedRows } from './help-request-rows';
import { helpVerbs, longestSaid, type HelpAsk } from './help-verbs';
import { deviceWords, type HelpRow } from './help-words';
import type { Say } from './messages';
import type { Button } from './status-verbs';

interface Choice {
  readonly title: string;
  readonly value: string;
}

interface Picking {
  readonly label: string;
  readonly chosen: string;
  readonly choices: readonly Choice[];
  readonly next: Button<object>;
}

interface Telling {
  readonly said: { readonly label: string; readonly placeholder: string; readonly most: number };
  readonly tried: { readonly label: string; readonly choices: readonly Choice[] };
  readonly send: Button<HelpAsk>;
}

export interface HelpOfferData extends CardData {
  readonly title: string;
  readonly intro: string;
  readonly rows: readonly HelpRow[];
  /** None, or the one question which device is meant. */
  readonly picks: readonly Picking[];
  /** None, or the one form that is sent. */
  readonly forms: readonly Telling[];
}

/** What would be handed to the helpdesk, before anything is: or, of several devices, which one it is about. */
export const helpOfferCard: Card<HelpOfferData> = {
  id: 'help-offer',
  template,
  sample,
  verbs: [helpVerbs.ask, helpVerbs.send],
};

const things: readonly TriedThing[] = ['restarted', 'plugged-in', 'other-network', 'waited', 'tried-again'];

export interface HelpOfferInput {
  readonly say: Say;
  readonly person: string;
  /** Empty when it is about no device. */
  readonly registrationId: string;
  readonly facts?: HelpFacts | undefined;
  /** The person's devices could not be read. */
  readonly isUnread?: boolean;
}

export function helpOfferData({
  say,
  person,
  registrationId,
  facts,
  isUnread = false,
}: HelpOfferInput): HelpOfferData {
  const title = say('get-help.offer.title');
  const intro = say(`get-help.offer.${isUnread ? 'unread' : facts === undefined ? 'noDevice' : 'device'}`);
  return {
    summary: say('get-help.summary', { title, text: intro }),
    title,
    intro,
    rows: handedRows(say, person, facts),
    picks: [],
    forms: [formOf(say, registrationId)],
  };
}

function formOf(say: Say, id: string): Telling {
  return {
    said: {
      label: say('get-help.offer.said'),
      placeholder: say('get-help.offer.saidHint'),
      most: longestSaid,
    },
    tried: {
      label: say('get-help.offer.tried'),
      choices: things.map((each) => ({ title: say(`get-help.tried.${each}`), value: each })),
    },
    send: {
      label: say('get-help.offer.send'),
      hint: say('get-help.offer.sendHint'),
      verb: helpVerbs.send,
      data: { id },
    },
  };
}

export interface Pickable {
  readonly registrationId: string;
  readonly serial: string;
  readonly model?: string;
}

/** A list with more is no help any more. */
const mostDevices = 25;

/** Of several devices, newest first, which one. */
export function helpPickData(say: Say, devices: readonly Pickable[]): HelpOfferData {
  const title = say('get-help.offer.title');
  const intro = say('get-help.offer.which');
  const choices = devices
    .slice(0, mostDevices)
    .map((device) => ({ title: deviceWords(say, device), value: device.registrationId }));
  const next = { label: say('get-help.offer.next'), hint: say('get-help.offer.nextHint') };
  return {
    summary: say('get-help.summary', { title, text: intro }),
    title,
    intro,
    rows: [],
    picks: [
      {
        label: say('get-help.offer.pick'),
        chosen: choices[0]?.value ?? noDevice,
        choices: [...choices, { title: say('get-help.offer.other'), value: noDevice }],
        next: { ...next, verb: helpVerbs.ask, data: { isPicked: true } },
      },
    ],
    forms: [],
  };
}

/** Stands for it in a list, where nothing may be empty. */
export const noDevice = 'none';
