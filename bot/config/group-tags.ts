import { isGroupTag } from '../../services/registration/doctor/text-rules';
import {
  usualConvention,
  type TagConvention,
  type TagNaming,
  type TagPart,
} from '../../services/tags/convention';
import { safePattern } from '../../services/tags/safe-pattern';
import { readOnOrOff } from './on-or-off';
import type { ConfigProblem } from './problem';

type Environment = Readonly<Record<string, string | undefined>>;

/** A space at the end of a line of settings is easily lost, so it has a name. */
const separators = new Map([
  ['', '-'],
  ['-', '-'],
  ['_', '_'],
  ['.', '.'],
  ['space', ' '],
]);
const mostParts = 8;
const mostTags = 1000;

const kinds = {
  GROUP_TAG_PARTS: readParts,
  GROUP_TAG_PATTERN: readPattern,
  GROUP_TAG_LIST: readList,
} as const;

/** How group tags are named; adds every problem it finds. One of three variables says it, none leaves it as usual. */
export function readGroupTags(environment: Environment, problems: ConfigProblem[]): TagConvention {
  const isStrict = readOnOrOff(environment, 'GROUP_TAG_STRICT', false, problems);
  const given = Object.entries(kinds).flatMap(([variable, read]) => {
    const text = environment[variable]?.trim() ?? '';
    return text === '' ? [] : [{ variable, text, read }];
  });
  const [first, second] = given;
  if (second !== undefined) {
    const variable = given.map((each) => each.variable).join(', ');
    problems.push({ variable, problem: 'several-tag-conventions' });
  }
  const separator = readSeparator(environment, problems);
  const usual = { ...usualConvention, separator };
  const naming = first?.read(first.text, separator, problems);
  return { ...(naming ?? usual), isStrict };
}

function readSeparator(environment: Environment, problems: ConfigProblem[]): string {
  const value = (environment['GROUP_TAG_SEPARATOR'] ?? '').trim().toLowerCase();
  const separator = separators.get(value);
  if (separator === undefined) {
    problems.push({ variable: 'GROUP_TAG_SEPARATOR', problem: 'not-a-tag-separator', value });
  }
  return separator ?? '-';
}

/** "Country=UK|DE, Role, DeviceType=Laptop|Desktop" */
function readParts(text: string, separator: string, problems: ConfigProblem[]): TagNaming {
  const entries = entriesOf(text);
  const parts = entries.map((entry): TagPart => {
    const [name = '', ...rest] = entry.split('=');
    const values = rest.length === 0 ? [] : rest.join('=').split('|');
    return { name: name.trim(), values: values.map((value) => value.trim()) };
  });
  const isUsable = ({ name, values }: TagPart) =>
    name !== '' &&
    values.every((value) => isGroupTag(`x${value}`) && value !== '' && !value.includes(separator));
  const wrong = entries[parts.findIndex((part) => !isUsable(part))] ?? entries[mostParts];
  if (wrong !== undefined) {
    problems.push({ variable: 'GROUP_TAG_PARTS', problem: 'not-tag-parts', value: wrong });
  }
  return { type: 'parts', separator, parts };
}

function readPattern(text: string, _separator: string, problems: ConfigProblem[]): TagNaming | undefined {
  const pattern = safePattern(text);
  if (pattern !== undefined) return { type: 'pattern', pattern };
  const value = text.slice(0, 200);
  problems.push({ variable: 'GROUP_TAG_PATTERN', problem: 'not-a-tag-pattern', value });
  return undefined;
}

function readList(text: string, _separator: string, problems: ConfigProblem[]): TagNaming {
  const tags = [...new Set(entriesOf(text))];
  const wrong = tags.find((tag) => !isGroupTag(tag)) ?? tags[mostTags];
  if (wrong !== undefined)
    problems.push({ variable: 'GROUP_TAG_LIST', problem: 'not-group-tags', value: wrong });
  return { type: 'list', tags };
}

function entriesOf(text: string): readonly string[] {
  return text
    .split(/[,;\n]/)
    .map((entry) => entry.trim())
    .filter(Boolean);
}
