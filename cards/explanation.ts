import type { Explanation } from '../services/knowledge/explain';
import type { Verdicts } from '../services/knowledge/verdicts';
import type { Role } from '../services/people/actor';
import type { Card, CardData } from './card';
import { chooseVerb } from './choices';
import {
  explainVerbs,
  type ExplainList,
  type ExplainOpen,
  type ExplainSubject,
  type ExplainVerdict,
} from './explain-verbs';
import { articleSections, toggleOf, type Section, type Toggle } from './explanation-sections';
import { codeLine, meaningOf, notesOn, titleOf, whereText } from './explanation-words';
import template from './explanation.json';
import sample from './explanation.data.json';
import type { Say } from './messages';
import type { Button } from './status-verbs';

interface DeviceQuestion {
  readonly label: string;
  readonly hint: string;
  readonly input: string;
  readonly placeholder: string;
  readonly error: string;
  /** What is typed comes back as the text of the command. */
  readonly send: Button<{ readonly command: string }>;
}

interface VerdictQuestion {
  readonly tally: string;
  readonly buttons: readonly Button<ExplainVerdict>[];
}

export interface ExplanationData extends CardData {
  readonly title: string;
  readonly subtitle: string;
  readonly meaning: string;
  readonly notes: readonly { readonly text: string }[];
  readonly where: string;
  readonly sections: readonly Section[];
  readonly toggles: readonly Toggle[];
  readonly relatedHeading: string;
  readonly related: readonly Button<ExplainOpen>[];
  /** What else may be meant, when it was found by words. */
  readonly orOneOf: string;
  readonly others: readonly Button<ExplainOpen>[];
  readonly verdict: VerdictQuestion;
  readonly devices: readonly DeviceQuestion[];
  readonly buttons: readonly Button<ExplainSubject | ExplainOpen | ExplainList>[];
}

/** One failure, screen or message explained, the asker's own part first. */
export const explanationCard: Card<ExplanationData> = {
  id: 'explanation',
  template,
  sample: sample as ExplanationData,
  verbs: [chooseVerb, ...Object.values(explainVerbs)],
};

export interface ExplanationInput {
  readonly say: Say;
  readonly explanation: Explanation;
  readonly role: Role;
  /** Names of what its claims are known from. */
  readonly sources: readonly string[];
  readonly verdicts: Verdicts;
  /** What is like it or goes with it. */
  readonly related?: readonly Explanation[];
  /** What it was found by was not clear: others that may be meant. */
  readonly others?: readonly Explanation[];
  /** The table to lead back to. */
  readonly subjects?: readonly string[];
}

export function explanationData(input: ExplanationInput): ExplanationData {
  const { say, explanation, role, sources, verdicts, related = [], others = [], subjects = [] } = input;
  const { article, isOwn } = explanation;
  const title = titleOf(say, explanation);
  const { sections, toggles } = articleSections(say, article, role, sources);
  return {
    summary: say('explain.summary', { title, advice: advice(explanation, role) }),
    title,
    subtitle: codeLine(say, explanation),
    meaning: isOwn && role !== 'employee' ? meaningOf(say, explanation) : '',
    notes: notesOn(say, explanation).map((text) => ({ text })),
    where: role === 'employee' ? '' : whereText(say, explanation),
    sections,
    toggles: related.length > 0 ? [...toggles, toggleOf(say, 'related', say('explain.related'))] : toggles,
    relatedHeading: say('explain.related'),
    related: related.map((each) => openButton(say, each)),
    orOneOf: say('explain.orOneOf'),
    others: others.map((other) => openButton(say, other)),
    verdict: verdictQuestion(say, explanation, verdicts),
    devices: role === 'employee' ? [] : [deviceQuestion(say)],
    buttons: [
      {
        label: say('explain.handOver'),
        hint: say('explain.handOverHint'),
        verb: explainVerbs.handOver,
        data: subjectOf(explanation),
      },
      ...(subjects.length > 1 ? [listButton(say, subjects)] : []),
    ],
  };
}

/** What a notification says: what the asker is to do first. */
function advice({ article: { employee, helpdesk, admin } }: Explanation, role: Role): string {
  const firsts: Record<Role, string | undefined> = {
    employee: employee.now,
    helpdesk: helpdesk.steps[0]?.text,
    admin: admin.settings[0]?.text,
  };
  return firsts[role] ?? '';
}

/** What comes back from every button, so that the card can be made again. */
function subjectOf({ subject, subStep, phase }: Explanation): ExplainSubject {
  return { subject, ...(subStep !== undefined && { subStep }), ...(phase !== undefined && { phase }) };
}

function verdictQuestion(say: Say, explanation: Explanation, { solved, missed }: Verdicts): VerdictQuestion {
  const counts = [
    ...(solved > 0 ? [say('explain.solved', { count: solved })] : []),
    ...(missed > 0 ? [say('explain.missed', { count: missed })] : []),
  ];
  const button = (helped: boolean): Button<ExplainVerdict> => ({
    label: say(helped ? 'explain.yes' : 'explain.no'),
    hint: say(helped ? 'explain.yesHint' : 'explain.noHint'),
    verb: explainVerbs.verdict,
    data: { ...subjectOf(explanation), helped },
  });
  return { tally: [say('explain.wasRight'), ...counts].join(' '), buttons: [button(true), button(false)] };
}

function deviceQuestion(say: Say): DeviceQuestion {
  return {
    label: say('explain.device.label'),
    hint: say('explain.device.hint'),
    input: say('explain.device.input'),
    placeholder: say('explain.device.placeholder'),
    error: say('explain.device.error'),
    send: {
      label: say('explain.device.send'),
      hint: say('explain.device.sendHint'),
      verb: chooseVerb,
      data: { command: 'status' },
    },
  };
}

export function openButton(
  say: Say,
  explanation: Explanation,
  subjects: readonly string[] = [],
): Button<ExplainOpen> {
  const title = titleOf(say, explanation);
  return {
    label: title,
    hint: say('explain.openHint', { title }),
    verb: explainVerbs.open,
    data: { ...subjectOf(explanation), ...(subjects.length > 0 && { subjects }) },
  };
}

function listButton(say: Say, subjects: readonly string[]): Button<ExplainList> {
  return {
    label: say('explain.back'),
    hint: say('explain.backHint'),
    verb: explainVerbs.list,
    data: { subjects },
  };
}
