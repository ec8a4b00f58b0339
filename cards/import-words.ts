import type { FileProblem } from '../services/registration/doctor/doctored-file';
import type { Finding, FindingCode } from '../services/registration/doctor/doctored-row';
import type { FailureReason, ImportRow, ImportView, RowState } from '../services/registration/imports/import';
import { clip } from './clip';
import { isMessageKey, type Say } from './messages';

const longestValue = 60;
const longestName = 60;
const mostColumns = 6;
const mostFindings = 2;

/** What became of a row; `why` and `todo` are sentences, empty where there is nothing to explain or to do. */
export interface RowWords {
  readonly state: string;
  readonly why: string;
  readonly todo: string;
}

/** The words for one row, for a card and for the file of results alike; `offered` before anybody confirmed. */
export function rowWords(say: Say, row: ImportRow, { offered = false } = {}): RowWords {
  const state = offered && row.state === 'asked' ? say('imports.askedOffered') : stateWords(say, row.state);
  return { state, why: whyOf(say, row), todo: todoOf(say, row) };
}

export function stateWords(say: Say, state: RowState): string {
  return say(`imports.state.${state}`);
}

function whyOf(say: Say, row: ImportRow): string {
  if (row.state === 'failed') return reasonSentence(say, row.reason ?? 'other', row);
  if (row.state === 'other-tag') return tagFound(say, row);
  if (row.state !== 'differs') return findingWords(say, row).problem;
  return row.foundTag === undefined ? say('imports.foundOther') : tagFound(say, row);
}

function todoOf(say: Say, row: ImportRow): string {
  if (row.state === 'failed') return say(`imports.act.${row.reason ?? 'other'}`);
  const key = `imports.todo.${row.state}`;
  return isMessageKey(key) ? say(key) : findingWords(say, row).mend;
}

function tagFound(say: Say, { foundTag = '', tag }: ImportRow): string {
  return say('imports.foundTag', { found: tagName(say, foundTag), asked: tagName(say, tag) });
}

/** A group tag as it is written, or "no group tag". */
export function tagName(say: Say, tag: string): string {
  return clip(tag, longestValue) || say('imports.untagged');
}

/** These alone neither refuse a row nor leave it to a person. */
const repairs: readonly FindingCode[] = ['hashRepaired', 'serialFromHash', 'serialTidied'];

type Examined = Pick<ImportRow, 'state' | 'findings' | 'serial' | 'tag' | 'user'>;

/** What the doctor found and how to mend it; where a row is left out, only what it is left out for. */
export function findingWords(say: Say, row: Examined): { readonly problem: string; readonly mend: string } {
  const isLeftOut = row.state === 'asked' || row.state === 'refused';
  const telling = row.findings
    .filter(({ code }) => !isLeftOut || !repairs.includes(code))
    .slice(0, mostFindings);
  const sentences = (part: 'problem' | 'mend') =>
    [...new Set(telling.map((finding) => findingSentence(say, row, finding, part)))].join(' ');
  return { problem: sentences('problem'), mend: sentences('mend') };
}

function findingSentence(
  say: Say,
  { serial, tag, user }: Examined,
  { code, values = {} }: Finding,
  part: 'problem' | 'mend',
): string {
  const shown = Object.entries({ serial, tag, user, ...values }).map(([name, value]) => {
    if (typeof value !== 'string') return [name, value];
    return [name, name === 'tag' ? tagName(say, value) : clip(value, longestValue)];
  });
  return say(`doctor.${code}.${part}`, Object.fromEntries(shown) as Finding['values']);
}

/** Reasons that say little without what Microsoft calls them (graph facts §2.3). */
const vague: readonly FailureReason[] = ['other', 'refusedByGraph', 'identifierRefused'];

/** Why a row failed, with Microsoft's own name and number where we have no better words. */
export function reasonSentence(
  say: Say,
  known: FailureReason,
  { errorName = '', errorCode }: Pick<ImportRow, 'errorName' | 'errorCode'> = {},
): string {
  const reason = say(`imports.reason.${known}`);
  const name = clip(errorName, longestName);
  if (!vague.includes(known)) return reason;
  if (name === '')
    return errorCode === undefined ? reason : say('imports.reasonCoded', { reason, code: errorCode });
  if (errorCode === undefined) return say('imports.reasonNamed', { reason, name });
  return say('imports.reasonSaid', { reason, name, code: errorCode });
}

/** Why nothing of a file can be used, as plain text: in a message it goes through `escapeMarkdown` as a whole. */
export function fileProblemSentence(say: Say, problem: FileProblem): string {
  const columns = 'columns' in problem ? problem.columns : [];
  return say(`doctor.file.${problem.type}`, { columns: columnNames(columns).names || say('fact.none') });
}

/** Where no header is, a row is taken for one; its hash is not shown, not even in part. */
const hashLike = /T0[E-H][A-Za-z0-9+/]{20,}/;

/** Names of columns for a sentence, the first few, and how many more there are. */
export function columnNames(columns: readonly string[]): { readonly names: string; readonly more: number } {
  const named = columns
    .filter((column) => !hashLike.test(column))
    .map((column) => clip(column.trim(), 40))
    .filter((column) => column !== '');
  const shown = named.slice(0, mostColumns);
  return { names: shown.join(', '), more: named.length - shown.length };
}

/** The name of the file, short enough for a heading. */
export function fileTitle({ fileName }: Pick<ImportView, 'fileName'>): string {
  return clip(fileName.trim(), longestName);
}
