import {
  autoRules,
  mostDevices,
  usualRules,
  type AutoRule,
  type ChangeRules,
} from '../../services/changes/rules';
import { isGroupTag } from '../../services/registration/doctor/text-rules';
import type { ConfigProblem } from './problem';
import { isGuid } from './values';
import { readWhole } from './whole-number';

type Environment = Readonly<Record<string, string | undefined>>;
type Waits = Omit<ChangeRules, 'approvalsConversation' | 'autoApprove' | 'twoApproversAbove' | 'approvers'>;

const month = 30 * 24;

/** Hours and minutes, each with what it may be. */
const waits = {
  remindAfterHours: { variable: 'CHANGE_REMIND_HOURS', least: 1, most: month },
  expireAfterHours: { variable: 'CHANGE_EXPIRE_HOURS', least: 1, most: month },
  proveWithinMinutes: { variable: 'CHANGE_PROVE_MINUTES', least: 1, most: 7 * 24 * 60 },
  undoWithinHours: { variable: 'CHANGE_UNDO_HOURS', least: 0, most: month },
} as const satisfies Readonly<Record<keyof Waits, { variable: string; least: number; most: number }>>;

/** How changes are approved; adds every problem it finds. */
export function readChanges(environment: Environment, problems: ConfigProblem[]): ChangeRules {
  const approvalsConversation = readConversation(environment, problems);
  const bounds = { usual: undefined, least: 1, most: mostDevices };
  const twoApproversAbove = readWhole(environment, 'CHANGE_TWO_APPROVERS_ABOVE', bounds, problems);
  return {
    ...(approvalsConversation !== undefined && { approvalsConversation }),
    autoApprove: readAutoApprove(environment, problems),
    ...(twoApproversAbove !== undefined && { twoApproversAbove }),
    approvers: readApprovers(environment, problems),
    ...readWaits(environment, problems),
  };
}

function readWaits(environment: Environment, problems: ConfigProblem[]): Waits {
  const read = (name: keyof Waits) =>
    readWhole(environment, waits[name].variable, { ...waits[name], usual: usualRules[name] }, problems);
  const before = problems.length;
  const remindAfterHours = read('remindAfterHours');
  const expireAfterHours = read('expireAfterHours');
  if (problems.length === before && remindAfterHours >= expireAfterHours) {
    const { variable } = waits.remindAfterHours;
    problems.push({ variable, problem: 'reminder-too-late', value: String(remindAfterHours) });
  }
  const proveWithinMinutes = read('proveWithinMinutes');
  return { remindAfterHours, expireAfterHours, proveWithinMinutes, undoWithinHours: read('undoWithinHours') };
}

/** A channel, one of its threads, or a group chat: a personal chat has one reader only, who may be the requester. */
function readConversation(environment: Environment, problems: ConfigProblem[]): string | undefined {
  const value = environment['APPROVALS_CONVERSATION']?.trim() ?? '';
  if (value === '') return undefined;
  if (/^19:[^\s@;]{1,200}@thread\.(tacv2|v2|skype)(;messageid=\d{1,20})?$/.test(value)) return value;
  const shown = value.slice(0, 200);
  problems.push({ variable: 'APPROVALS_CONVERSATION', problem: 'not-a-conversation', value: shown });
  return undefined;
}

function readAutoApprove(environment: Environment, problems: ConfigProblem[]): readonly AutoRule[] {
  const variable = 'CHANGE_AUTO_APPROVE';
  const names = (environment[variable] ?? '')
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter(Boolean);
  const unknown = names.filter((name) => !autoRules.some((rule) => rule === name));
  for (const value of unknown) problems.push({ variable, problem: 'not-an-auto-rule', value });
  return autoRules.filter((rule) => names.includes(rule));
}

/** "UK-=<group id>|<group id>, DE-=<group id>" */
function readApprovers(environment: Environment, problems: ConfigProblem[]): ChangeRules['approvers'] {
  const variable = 'TAG_APPROVERS';
  const entries = (environment[variable] ?? '')
    .split(/[,;\n]/)
    .map((entry) => entry.trim())
    .filter(Boolean);
  return entries.map((entry) => {
    const [prefix = '', ...rest] = entry.split('=').map((part) => part.trim());
    const groups = rest.join('=').split('|');
    const ids = groups.map((group) => group.trim().toLowerCase());
    // A beginning that no tag has, such as UK-*, would leave the tags that were meant open to every admin.
    const isUsable = isGroupTag(prefix) && ids.every(isGuid);
    if (!isUsable) problems.push({ variable, problem: 'not-tag-approvers', value: entry.slice(0, 200) });
    return { prefix, groups: [...new Set(ids)] };
  });
}
