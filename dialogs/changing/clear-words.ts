/** What Teams lets a person send; a long list of serials says no more than a short one. */
const mostRead = 28 * 1024;
const mostSaid = 2_000;

const quoted =
  /"[^"]{1,200}"|“[^”]{1,200}”|„[^“”]{1,200}[“”]|«[^»]{1,200}»|(?<![\p{L}\p{N}])['‘‚][^'’]{1,200}['’](?![\p{L}\p{N}])/gu;
const nothingQuoted = /(["'“”„«»‘’])\s*(["'“”„«»‘’])/gu;
/** What is written with digits or joined is a serial or a tag: “DE-Remove-Laptop” removes nothing. */
const named =
  /(?<![\p{L}\p{N}])[\p{L}\p{N}]*(?:\d|[\p{L}\p{N}][-_./+](?=[\p{L}\p{N}]))[\p{L}\p{N}_./+-]*[\p{L}\p{N}]|\d/gu;
const list = /(?:# ?[,;|]? ?){3,}/g;

const asks = /^(?:what|which|who|how|why|when|where|is|are|do|does|did|has|have|should|find|list|show)\b/;
const refuses = /\b(?:not|don't|dont|never|without|instead of|nicht)\b[^,.;]{0,20}/;

const tag = '(?:(?:group ?)?(?:tags?|label)|grouptags?|(?:gruppen)?tags?|[ée]tiquettes?|etiquetas?)';
const which =
  "(?:(?:the|its|their|any|all|every|old|current|present|existing|wrong|group|out|of|from|der|die|das|den|le|la|les|las|una?) )*(?:l')?";
const clearing =
  '(?:clear|remove|delete|drop|erase|wipe|strip|empty|blank|unset|scrap|clean|lose|cut|kill|get rid of|take (?:off|away|out)|entferne|lösche|leere|supprime|enl[èe]ve|retire|vide|quita|borra|elimina|limpia)(?:ing|ed|n|r)?';
const nothing = '(?:nothing|none|empty|blank|null|nil|no tag|no group tag|no value|nichts|leer|rien|nada|∅)';

const shapes: readonly RegExp[] = [
  new RegExp(`\\b${clearing} ${which}${tag}(?!\\p{L})`, 'u'),
  new RegExp(
    `\\b${clearing} ${which}(?:(?:devices? )?# ?(?:,|and|&)? ?)+(?:'s?)? ${which}${tag}(?= ?(?:$|[.,!;]|please))`,
    'u',
  ),
  new RegExp(`\\b${clearing} ${which}# ${tag}(?!\\p{L})`, 'u'),
  new RegExp(`\\btake ${which}(?:#(?:'s)? )?${tag} (?:# )?(?:off|away|from|out)\\b`, 'u'),
  new RegExp(`\\b${tag} .{0,80}\\b(?:be|get) (?:cleared|removed|deleted|emptied|gone)\\b`, 'u'),
  new RegExp(
    `\\b(?:want|need|have|get|like) ${which}${tag} .{0,80}\\b(?:cleared|removed|deleted|gone)\\b`,
    'u',
  ),
  new RegExp(`\\b${tag} .{0,80}(?:entfernen|löschen|weg)(?= ?(?:$|[.,!;]))`, 'u'),
  new RegExp(`\\b(?:no|without|ohne|kein(?:en)?|sans|sin)(?: an?| any)? ${tag}(?!\\p{L})`, 'u'),
  new RegExp(
    `\\b${tag}\\b.*(?:\\b(?:to|as|with|be|is|into|auf|à|a)|[=:>]) ${nothing}(?= ?(?:$|[.,!;]|please))`,
    'u',
  ),
  new RegExp(`\\b(?:leave|make|keep) ${which}${tag} .*\\b(?:empty|blank)(?!\\p{L})`, 'u'),
  /\b(?:un|de)tag(?:s|ging)?\b/u,
];
/** A tag that is to come instead: then one is asked for, whatever is cleared on the way. */
const another =
  /(?:\b(?:and|then|instead)\b|,) ?(?:then |also |please )*(?:set|use|put|tag|assign|give|make|add|apply|retag|change)\b/u;

/** Lower case, names and tags as `#`, an empty pair of quotation marks as "nothing". */
const plain = (text: string): string =>
  text
    .slice(0, mostRead)
    .replace(nothingQuoted, ' nothing ')
    .replace(quoted, '#')
    .replace(/\bun-(?=tag)/gi, 'un')
    .replace(named, '#')
    .replaceAll('’', "'")
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(list, '# , # ')
    .trim()
    .slice(0, mostSaid);

/** Whether words about a group tag ask for none: "clear the tag of …", "untag …", "set the tag of … to nothing". */
export function asksToClear(text: string): boolean {
  const said = plain(text);
  if (asks.test(said)) return false;
  const shape = shapes.find((each) => each.test(said));
  const at = shape?.exec(said)?.index;
  if (at === undefined) return false;
  const isRefused = refuses.test(said.slice(Math.max(0, at - 30), at)) && !/\bwithout\b/.test(said.slice(at));
  return !isRefused && !another.test(said.slice(at));
}
