import { unescaped } from './cell-text';
import type { XmlEvent } from './xml-events';

/**
 * Gathers the text in each element `holder`, in one piece (`<t>…</t>`) or in runs (`<r><t>…</t></r>`), without its
 * reading aids (`<rPh>`), and gives it when an event ends it. Of one longer than `longest` characters only somewhat
 * more than `longest` are kept: whoever uses it finds it too long.
 */
export function createRichText(holder: string, longest: number): (event: XmlEvent) => string | undefined {
  let text: string | undefined;
  let isText = false;
  let isReadingAid = false;
  const enterOrLeave = (name: string, isEntered: boolean): void => {
    if (name === 't') isText = isEntered;
    if (name === 'rPh') isReadingAid = isEntered;
    if (name === holder) text = isEntered ? '' : undefined;
  };
  return (event) => {
    if (event.type === 'text') {
      if (text !== undefined && isText && !isReadingAid && text.length <= longest) text += event.text;
      return undefined;
    }
    const whole = event.type === 'close' && event.name === holder ? text : undefined;
    enterOrLeave(event.name, event.type === 'open');
    return whole === undefined || whole.length > longest ? whole : unescaped(whole);
  };
}
