import type { Mention } from 'botbuilder';
import { plainText } from './escape';

export interface Mentioned {
  /** Teams' id of the person (`29:…`). */
  readonly id: string;
  readonly name: string;
}

/** Stands where Teams told no name. */
const nameless = '–';

/**
 * Names somebody so that Teams notifies them: `text` stands in the message, `entity` among its `entities`, and the
 * name reads the same in both. What Teams could take for markup in a name is shown as what looks like it.
 */
export function mention({ id, name }: Mentioned): { readonly text: string; readonly entity: Mention } {
  const shown = plainText(name.replaceAll('\\', ' ')) || nameless;
  const text = `<at>${shown}</at>`;
  return { text, entity: { type: 'mention', text, mentioned: { id, name: shown } } };
}
