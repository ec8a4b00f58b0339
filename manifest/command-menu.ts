import type { MessageKey, Say } from '../cards/messages';
import type { Command } from '../dialogs/command';

type Scope = 'personal' | 'team' | 'groupChat';

export interface CommandList {
  readonly scopes: readonly Scope[];
  readonly commands: readonly { readonly title: string; readonly description: string }[];
}

/** As many as Teams shows in one menu (manifest schema 1.19). */
export const mostCommands = 10;

/** Help stays in the menu, as its last line, however many commands there are. */
const lastInMenu = 'help';

/**
 * The commands that Teams offers while a person types, per scope. Commands that cannot be carried out yet are left
 * out; those that take a file are offered in the one-to-one chat only, where Teams lets a bot have files.
 */
export function commandMenu(commands: readonly Command[], say: Say): readonly CommandList[] {
  const ready = commands.filter(
    ({ inMenus, createDialog }) => createDialog !== undefined && inMenus !== false,
  );
  return [
    { scopes: ['personal'], commands: menuOf(ready, say) },
    {
      scopes: ['team', 'groupChat'],
      commands: menuOf(
        ready.filter(({ takesFiles }) => takesFiles !== true),
        say,
      ),
    },
  ];
}

function menuOf(commands: readonly Command[], say: Say): CommandList['commands'] {
  const last = commands.filter(({ id }) => id === lastInMenu);
  const others = commands.filter(({ id }) => id !== lastInMenu);
  return others
    .slice(0, mostCommands - last.length)
    .concat(last)
    .map(({ id }) => ({ title: words(say, id, 'title'), description: words(say, id, 'summary') }));
}

/** Every command has its words in the catalogue; a test holds them together. */
function words(say: Say, id: string, part: 'title' | 'summary'): string {
  return say(`commands.${id}.${part}` as MessageKey);
}
