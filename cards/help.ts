import type { Role } from '../services/people/actor';
import type { Card, CardData } from './card';
import { clip } from './clip';
import { type Exemplified, examplesOf } from './examples';
import template from './help.json';
import sample from './help.data.json';
import { joined } from './joined';
import { sayIfKnown, type Say } from './messages';

interface HelpEntry {
  readonly title: string;
  readonly summary: string;
  readonly examples: string;
}

interface HelpGroup {
  /** Ties the heading to what it shows and hides. */
  readonly id: string;
  readonly heading: string;
  readonly count: string;
  readonly hint: string;
  readonly isOpen: boolean;
  readonly entries: readonly HelpEntry[];
}

export interface HelpData extends CardData {
  readonly title: string;
  readonly intro: string;
  readonly groups: readonly HelpGroup[];
}

/** What a person may do, by role; the first group lies open, the others unfold. */
export const helpCard: Card<HelpData> = { id: 'help', template, sample, verbs: [] };

/** The part of a command that help shows; its title and summary stand in the catalogue. */
export interface HelpCommand extends Exemplified {
  readonly access: Role;
}

/** The highest role's commands come first: they are the ones a person has the bot for. */
const groupOrder: readonly Role[] = ['helpdesk', 'admin', 'employee'];

export function helpData(commands: readonly HelpCommand[], say: Say): HelpData {
  const entries = commands.map((command) => ({ role: command.access, entry: entryOf(command, say) }));
  const groups = groupOrder
    .map((role) => ({
      role,
      entries: entries.filter((each) => each.role === role).map(({ entry }) => entry),
    }))
    .filter((group) => group.entries.length > 0)
    .map((group, index) => ({
      id: `commands-${group.role}`,
      heading: say(`help.role.${group.role}`),
      count: say('help.count', { count: group.entries.length }),
      hint: say('help.toggleHint', { group: say(`help.role.${group.role}`) }),
      isOpen: index === 0,
      entries: group.entries,
    }));
  return {
    summary: say('help.summary', { titles: entries.map(({ entry }) => entry.title).join(', ') }),
    title: say('help.title'),
    intro: say('help.intro'),
    groups,
  };
}

function entryOf(command: HelpCommand, say: Say): HelpEntry {
  const { id } = command;
  return {
    title: sayIfKnown(say, `commands.${id}.title`, id),
    summary: sayIfKnown(say, `commands.${id}.summary`, ''),
    examples: joined(
      say,
      examplesOf(command, say).map((example) => say('help.example', { example: clip(example, 80) })),
    ),
  };
}
