import type { MessageKey, Say } from '../cards/messages';
import type { Command, MenuScope } from '../dialogs/command';

export interface CommandList {
  readonly scopes: readonly MenuScope[];
  readonly commands: readonly { readonly title: string; readonly description: string }[];
}

/** As many as Teams shows in one menu (manifest schema 1.19). */
export const mostCommands = 10;

/** Help stays in the menu, as its last line, however many commands there are. */
const lastInMenu = 'help';

const menuScopes: readonly MenuScope[] = ['personal', 'team', 'groupChat'];

/**
 * The commands that Teams offers while a person types, per scope: those that name it, in the order of the list.
 * Commands that cannot be carried out yet are left out.
 */
export function commandMenu(commands: readonly Command[], say: Say): readonly CommandList[] {
  const ready = commands.filter(({ createDialog }) => createDialog !== undefined);
  return menuScopes.map((scope) => ({
    scopes: [scope],
    commands: menuOf(
      ready.filter(({ menus = [] }) => menus.includes(scope)),
      say,
    ),
  }));
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
