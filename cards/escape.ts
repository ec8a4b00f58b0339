/** Invisible, unspoken, and no place to break a line: between two characters it keeps them from being one mark. */
const joiner = '\u2060';
/** Backslash for whatever Teams' Markdown could read as emphasis, link, code, mention or entity. */
const special = /[\\`*_[\]<>~|]|&(?=#?\w+;)/g;
/**
 * What a client may read whether or not it knows backslashes: `{{DATE(…)}}` and `{{TIME(…)}}` of Adaptive Cards,
 * and on phones `](` as the middle of a link even behind a backslash.
 */
const pairs = /\{(?=\{)|\](?=\()/g;
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
  return oneLine(text)
    .replace(special, '\\$&')
    .replace(pairs, `$&${joiner}`)
    .replace(blockStart, (_, mark?: string, number?: string, end?: string) =>
      mark === undefined ? `${number ?? ''}\\${end ?? ''}` : `\\${mark}`,
    );
}

/** Look like the mark or stand for it, and mean nothing in Markdown, HTML or SSML. */
const lookAlikes: Readonly<Record<string, string>> = {
  '[': '(',
  ']': ')',
  '<': '‹',
  '>': '›',
  '*': '∗',
  '`': '‘',
  '~': '∼',
  _: 'ˍ',
};
/** An underscore within a word is no emphasis, and group tags are full of them. */
const marks = /[[\]<>*`~]|(?<![\p{L}\p{N}_])_+|_+(?![\p{L}\p{N}_])/gu;

/**
 * The text for where it is spoken, or shown by a client that may or may not read Markdown: without marks, and
 * without backslashes, which would be read out.
 */
export function plainText(text: string): string {
  return oneLine(text)
    .replace(marks, (found) => found.replace(/./g, (mark) => lookAlikes[mark] ?? mark))
    .replace(/\{(?=\{)|&(?=#?\w+;)/g, `$&${joiner}`)
    .replace(blockStart, `${joiner}$&`);
}

function oneLine(text: string): string {
  return text.replace(invisible, '').replace(/\s+/g, ' ').trim();
}
