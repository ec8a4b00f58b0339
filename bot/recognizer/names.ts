import { catalogues } from '../../cards/messages';
import type { Command } from '../../dialogs/command';
import { normalise } from './normalise';

/** How a name is compared: case, a leading slash and closing marks do not matter. */
export function nameKey(text: string): string {
  return normalise(text)
    .toLowerCase()
    .replace(/^[/\s]+|[\s.!?]+$/g, '');
}

/**
 * Commands by what they are called: the title, which Teams' command menu types for a person, and the id. Such a text
 * is understood as it stands, without weighing.
 */
export function commandNames(commands: readonly Command[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { id } of commands) {
    names.set(nameKey(id), id);
    names.set(nameKey(id.replaceAll('-', ' ')), id);
    for (const { commands: words } of Object.values(catalogues)) {
      names.set(nameKey(words[id as keyof typeof words].title), id);
    }
  }
  return names;
}
