import { catalogues, createMessages } from '../../cards/messages';
import { titleKey } from '../../dialogs/answers';
import type { Command } from '../../dialogs/command';
import { normalise } from './normalise';

/** How a name is compared: case, a leading slash and closing marks do not matter. */
export function nameKey(text: string): string {
  return normalise(text)
    .toLowerCase()
    .replace(/^[/\s]+|[\s.!?]+$/g, '');
}

/**
 * Commands by what they are called: the title in each language, which Teams' command menu types for a person, and
 * the id. Such a text is understood as it stands, without weighing.
 */
export function commandNames(commands: readonly Command[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const messages = createMessages();
  for (const { id } of commands) {
    names.set(nameKey(id), id);
    names.set(nameKey(id.replaceAll('-', ' ')), id);
    for (const language of Object.keys(catalogues)) names.set(nameKey(messages(language)(titleKey(id))), id);
  }
  return names;
}
