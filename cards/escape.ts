/** Backslash for whatever Teams' Markdown could read as emphasis, link, code, mention or entity. */
const special = /[\\`*_[\]<>~|]|&(?=#?\w+;)/g;
/** A list, heading or quote only begins at the start of a text. */
const blockStart = /^([-+#])|^(\d+)([.)])(?=\s|$)/;
/** Direction overrides can make a text read differently from what it says; control characters say nothing. */
// eslint-disable-next-line no-control-regex -- these are the characters to drop
const invisible = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u202A-\u202E\u2066-\u2069]/g;

/**
 * The text as a person typed it, safe wherever Teams reads Markdown: one line, every mark shown as itself.
 * Cards do this in `renderCard`; whoever puts a value into the text of a message calls it once on the value.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(invisible, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(special, '\\$&')
    .replace(blockStart, (_, mark?: string, number?: string, end?: string) =>
      mark === undefined ? `${number ?? ''}\\${end ?? ''}` : `\\${mark}`,
    );
}
