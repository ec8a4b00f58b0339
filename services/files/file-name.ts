const most = 200;
/** Control characters, halves of characters, line ends, and marks that turn the direction of what follows. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** A file's name as somebody else wrote it, fit to be shown: at most 200 characters, perhaps none. */
export function plainFileName(text: string): string {
  return Array.from(text.replace(unseen, '').trim()).slice(0, most).join('');
}
