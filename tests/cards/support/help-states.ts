import { renderCard } from '../../../cards/card';
import { helpCaseCard, helpCaseData } from '../../../cards/help-case';
import { helpOfferCard, helpOfferData, helpPickData } from '../../../cards/help-offer';
import { helpRequestCard, helpRequestData } from '../../../cards/help-request';
import { createMessages } from '../../../cards/messages';
import {
  helpStates as caseStates,
  triedThings,
  type HelpCase,
  type HelpEntry,
  type HelpFacts,
} from '../../../services/help/help-case';
import { myStates, mySteps } from '../../../services/my-devices/my-device';
import { minute, now } from './devices';

/** English, and a sentence without one of its values is a failed test. */
const say = createMessages({
  onMissing: (complaint) => {
    throw new Error(complaint);
  },
})('en');

const liam = { id: 'd8415f3e-6a97-4b2c-9e50-a4c7183bf692', name: 'Liam Carter' };
const sofie = { id: '6e27d9a4-15bc-4f83-a6d0-93c8f4b27e5a', name: 'Sofie Brandt' };

const failedFacts: HelpFacts = {
  serial: '7XK2QY3',
  model: 'Latitude 7450',
  groupTag: 'US-Corp-Laptop',
  state: 'needs-help',
  step: 'apps',
  stepsDone: 4,
  steps: 7,
  startedAt: now - 90 * minute,
  endedAt: now - 30 * minute,
  failure: '0x800705B4',
  usual: { medianMs: 34 * minute, p90Ms: 71 * minute, count: 40, ofTag: true },
  readAt: now,
};

const said: readonly HelpEntry[] = [
  { side: 'employee', author: liam.name, text: 'It is red now', at: now - 20 * minute },
  { side: 'helpdesk', author: sofie.name, text: 'Leave it plugged in, please', at: now - 10 * minute },
];

function helpCase(differing: Partial<HelpCase> = {}): HelpCase {
  return {
    id: 12,
    tenantId: 't',
    state: 'open',
    revision: 1,
    person: liam,
    conversationId: 'a:liam',
    messageId: 'm-1',
    locale: 'en',
    registrationId: 'r-1',
    facts: failedFacts,
    tried: ['restarted', 'waited'],
    said: 'It stands at the same screen since lunch',
    channel: { conversationId: '19:h@thread.tacv2', locale: 'en', sentAs: 1, hasFailed: false },
    entries: [],
    earlierEntries: 0,
    correlationId: 'c',
    createdAt: now - 25 * minute,
    changedAt: now,
    ...differing,
  };
}

function both(name: string, shown: HelpCase, meaning = 'An installation took too long') {
  return [
    {
      name: `help-case: ${name}`,
      render: () => renderCard(helpCaseCard, helpCaseData({ say, helpCase: shown, meaning })),
    },
    {
      name: `help-request: ${name}`,
      render: () => renderCard(helpRequestCard, helpRequestData(say, shown)),
    },
  ];
}

function offered(name: string, facts?: HelpFacts, isUnread = false) {
  const input = { say, person: liam.name, registrationId: 'r-1', facts, isUnread };
  return {
    name: `help-offer: ${name}`,
    render: () => renderCard(helpOfferCard, helpOfferData(input)),
  };
}

function picking(name: string, count: number, text = 'Latitude 7450') {
  const devices = Array.from({ length: count }, (_, n) => ({
    registrationId: `r-${n}`,
    serial: `SN${n}`,
    ...(n > 0 && { model: text }),
  }));
  return {
    name: `help-offer: ${name}`,
    render: () => renderCard(helpOfferCard, helpPickData(say, devices)),
  };
}

export const helpShowcase = [
  offered('a device that failed', failedFacts),
  ...both('just asked', helpCase()),
  ...both('answered', helpCase({ state: 'answered', helper: sofie, entries: said, revision: 4 })),
];

export const helpCardStates = [
  offered('no device'),
  offered('devices that cannot be read', undefined, true),
  picking('two devices', 2),
  picking('more than a list takes', 40),
  ...myStates.map((state) => offered(`a device that is ${state}`, { ...failedFacts, state })),
  ...caseStates.flatMap((state) => both(state, helpCase({ state, helper: sofie, entries: said }))),
  ...myStates.flatMap((state) => both(`device ${state}`, helpCase({ facts: { ...failedFacts, state } }))),
  ...mySteps.flatMap((step) => both(`step ${step}`, helpCase({ facts: { ...failedFacts, step } }))),
  ...both('nothing tried, nothing said', helpCase({ tried: [], said: '' })),
  ...both('everything tried', helpCase({ tried: triedThings })),
  ...both('never set up', helpCase({ facts: bare() }), ''),
  ...both('durations of other tags', helpCase({ facts: { ...failedFacts, usual: few() } })),
  ...both('not delivered', helpCase({ channel: { ...helpCase().channel, hasFailed: true } })),
  ...both('a long conversation', helpCase({ entries: Array.from({ length: 5 }, long), earlierEntries: 7 })),
  ...both('about no device', withoutDevice(), ''),
];

function bare(): HelpFacts {
  return { serial: 'SN1', state: 'unclear', stepsDone: 0, steps: 7, readAt: now };
}

function few(): NonNullable<HelpFacts['usual']> {
  return { medianMs: 34 * minute, p90Ms: 34 * minute, count: 1, ofTag: false };
}

function long(): HelpEntry {
  return { side: 'employee', author: 'x'.repeat(200), text: 'y'.repeat(1000), at: now };
}

function withoutDevice(): HelpCase {
  const known = Object.entries(helpCase({ registrationId: '' }));
  return Object.fromEntries(known.filter(([name]) => name !== 'facts')) as unknown as HelpCase;
}

/** What a person, a tenant or the helpdesk may have written. */
export function hostileHelp(text: string) {
  const person = { id: 'p', name: text };
  const facts = { ...failedFacts, serial: text, model: text, groupTag: text, failure: text };
  const entries: readonly HelpEntry[] = [{ side: 'helpdesk', author: text, text, at: now }];
  const named = text.slice(0, 20);
  const shown = helpCase({ person, helper: person, facts, said: text, entries, state: 'taken' });
  return [
    ...both(`hostile ${named}`, shown, text),
    offered(`hostile ${named}`, facts),
    picking(named, 3, text),
  ];
}
