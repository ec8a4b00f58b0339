import type { Slots } from './slots';

const command = /^\W*tag-impact\s+(?:(?:of|for|the|tag)\s+)*(.+)$/isu;
const around = /^[\s"'“”‘’]+|[\s"'“”‘’?!]+$/g;

/** The tag that a sentence names. Whoever writes the command by name writes the tag behind it, whatever it looks like. */
export function namedTag(text: string, { tag, serials }: Slots): string | undefined {
  const rest = command.exec(text.slice(0, 500))?.[1]?.replace(around, '');
  return rest === undefined || rest === '' || serials.length > 0 ? tag : rest;
}

/** The same for the answer to the question for a tag, where a tag alone is expected. */
export function answeredTag(text: string, slots: Slots): string | undefined {
  const named = namedTag(text, slots);
  if (named !== undefined && /[-_]/.test(named)) return named;
  const whole = text.replace(around, '');
  // Characters that nobody sees say nothing.
  return /^[\p{C}\p{Z}]*$/u.test(whole) ? undefined : whole;
}
