import type { Slots } from '../slots';

const importNumber = /\b(?:import|upload|registration|request)\s*(?:number|no\.?|#)?\s*#?(\d{1,9})\b/iu;

/** A group of devices that a sentence names: those of an import, by its request's number, or those with a group tag. */
export type AskedGroup =
  { readonly kind: 'import'; readonly number: number } | { readonly kind: 'tag'; readonly tag: string };

/** Undefined when the sentence names none; who names a serial number means that device. */
export function askedGroup(text: string, { serials, tag }: Slots): AskedGroup | undefined {
  if (serials.length > 0) return undefined;
  const number = importNumber.exec(text.slice(0, 500))?.[1];
  if (number !== undefined) return { kind: 'import', number: Number(number) };
  return tag === undefined ? undefined : { kind: 'tag', tag };
}
