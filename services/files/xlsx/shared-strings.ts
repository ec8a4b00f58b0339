import { UnreadableSheet } from '../sheet';
import { createRichText } from './rich-text';
import { xmlEvents } from './xml-events';

/** More than any list of devices has; a table of nothing but empty strings would otherwise fill the memory. */
const mostStrings = 1_000_000;

/** The texts that cells name by their place in this table, each bounded as `createRichText` says. */
export async function sharedStrings(
  chunks: AsyncIterable<Buffer>,
  longest: number,
): Promise<readonly string[]> {
  const strings: string[] = [];
  const takeText = createRichText('si', longest);
  for await (const batch of xmlEvents(chunks)) {
    for (const event of batch) {
      const text = takeText(event);
      if (text === undefined) continue;
      if (strings.length === mostStrings) throw new UnreadableSheet('too-large');
      strings.push(text);
    }
  }
  return strings;
}
