import type { Role } from '../services/people/actor';
import type { Scope } from '../services/store/conversations';
import type { Card, CardData } from './card';
import { chooseVerb, type RouteChoice } from './choices';
import { clip } from './clip';
import type { MessageKey, Say } from './messages';
import type { Button } from './status-verbs';
import template from './welcome.json';
import sample from './welcome.data.json';

export interface WelcomeData extends CardData {
  readonly title: string;
  readonly lines: readonly { readonly text: string }[];
  readonly buttons: readonly Button<RouteChoice>[];
  readonly otherwise: string;
}

/** Who the bot is to whoever installed it. */
export const welcomeCard: Card<WelcomeData> = { id: 'welcome', template, sample, verbs: [chooseVerb] };

export interface WelcomeInput {
  readonly say: Say;
  readonly scope: Scope;
  /** Of whoever installed it. */
  readonly role: Role;
  /** Ids of the commands that this person may use. */
  readonly offered: readonly string[];
  /** What the bot is called there. */
  readonly bot?: string | undefined;
}

const mostButtons = 3;
const longestName = 40;

/** What a person comes for, likeliest first; the first ones that are there are offered. */
const likeliest = {
  employee: ['my-device', 'watch', 'get-help', 'explain', 'help'],
  helpdesk: ['status', 'register', 'approvals', 'help'],
  admin: ['approvals', 'tags', 'channel', 'help'],
} as const satisfies Record<Role, readonly string[]>;

/** Everybody there may press these, so they are what everybody has a use for, and where messages go. */
const inCompany = ['help', 'channel'] as const;

type Asked = (typeof likeliest)[Role][number] | (typeof inCompany)[number];

const lines = {
  employee: ['welcome.employee', 'welcome.employeeStuck'],
  helpdesk: ['welcome.helpdesk', 'welcome.confirmed'],
  admin: ['welcome.admin', 'welcome.adminChannel'],
} as const satisfies Record<Role, readonly MessageKey[]>;

export function welcomeData(input: WelcomeInput): WelcomeData {
  const { say, scope, role } = input;
  const isPersonal = scope === 'personal';
  const title = say('welcome.title');
  const texts = isPersonal ? lines[role].map((key) => say(key)) : inCompanyLines(input);
  const [first = ''] = texts;
  return {
    summary: say('welcome.summary', { title, text: first }),
    title,
    lines: texts.map((text) => ({ text })),
    buttons: buttonsOf(input, isPersonal ? likeliest[role] : inCompany),
    otherwise: say(isPersonal ? 'welcome.otherwise' : 'welcome.otherwiseHere'),
  };
}

function inCompanyLines({ say, scope, bot }: WelcomeInput): readonly string[] {
  const name = clip(bot?.trim() ?? '', longestName) || say('welcome.name');
  return [
    say(scope === 'channel' ? 'welcome.team' : 'welcome.groupChat'),
    say('welcome.mention', { name }),
    say('welcome.places'),
  ];
}

function buttonsOf({ say, offered }: WelcomeInput, asked: readonly Asked[]): readonly Button<RouteChoice>[] {
  return asked
    .filter((command) => offered.includes(command))
    .slice(0, mostButtons)
    .map((command) => {
      const label = say(`welcome.ask.${command}`);
      return {
        label,
        hint: say('welcome.askHint', { question: label }),
        verb: chooseVerb,
        data: { command, text: '' },
      };
    });
}
