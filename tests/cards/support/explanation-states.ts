import { renderCard } from '../../../cards/card';
import { explanationCard, explanationData, type ExplanationInput } from '../../../cards/explanation';
import { explanationTableCard, explanationTableData } from '../../../cards/explanation-table';
import { createMessages } from '../../../cards/messages';
import type { Explanation } from '../../../services/knowledge/explain';
import { createKnowledge } from '../../../services/knowledge/knowledge';
import { roles, type Role } from '../../../services/people/actor';

/** English, and a sentence without one of its values is a failed test. */
const say = createMessages({
  onMissing: (complaint) => {
    throw new Error(complaint);
  },
})('en');

const knowledge = createKnowledge();
const sources = ['Troubleshoot the enrollment status page', 'The Windows Autopilot guide'];

function known(text: string, ...codes: readonly string[]): Explanation {
  const [first] = [
    ...knowledge.explain(text, codes),
    ...(knowledge.find(text) ? [knowledge.find(text)!] : []),
  ];
  if (first === undefined) throw new Error(`Nothing explains ${text}`);
  return first;
}

function explained(name: string, explanation: Explanation, role: Role, more: Partial<ExplanationInput> = {}) {
  const input = { say, explanation, role, sources, verdicts: { solved: 0, missed: 0 }, ...more };
  return {
    name: `explanation: ${name}, ${role}`,
    render: () => renderCard(explanationCard, explanationData(input)),
  };
}

const table = (name: string, codes: readonly string[]) => ({
  name: `explanation table: ${name}`,
  render: () => renderCard(explanationTableCard, explanationTableData(say, knowledge.explain('', codes))),
});

/** Codes of all families, with and without an article, named and unnamed. */
const representative = [
  ['0x800705B4', 'at Securing your hardware'],
  ['0x80180014', '(6, 0x80180014)'],
  ['0x801C03F3', '(3, 0x801C03F3)'],
  ['0x81039024', ''],
  ['0x87D1041C', 'apps'],
  ['1603', ''],
  ['806', ''],
  ['0x80072EE7', ''],
  ['0xC0000135', ''],
  ['AADSTS50076', ''],
  ['0x87D1FDE8', ''],
  ['403', ''],
] as const;
const undocumented = [
  '0x800704CF',
  '0xDEADBEEF',
  '0xA0001234',
  '0xFFFFFFFF',
  '0x00070005',
  '0x80190199',
  '0x87D101A6',
  '0xD0000022',
  '0x80040154',
];
const fifty = Array.from(
  { length: 50 },
  (_, n) => `0x80180${(n + 1).toString(16).padStart(3, '0').toUpperCase()}`,
);

export const explanationShowcase = [
  explained(
    'time-out while the hardware is secured',
    known('at Securing your hardware', '0x800705B4'),
    'helpdesk',
    {
      verdicts: { solved: 4, missed: 1 },
      related: [known('0x81039001', '0x81039001'), known('apps-installing')],
    },
  ),
  explained('the same', known('', '0x800705B4'), 'employee'),
  explained('a screen, found by words', known('identifying'), 'admin', {
    others: [known('account-setup-identifying'), known('apps-installing')],
  }),
  explained('sub-step', known('(6, 0x80180014)', '0x80180014'), 'helpdesk'),
  explained('no article', known('', '0x800704CF'), 'helpdesk', { subjects: ['1603', '0x800704CF'] }),
  table('five', ['0x800705B4', '0x80180014', '0x87D1041C', '0x80072EE7', '1603']),
];

export const explanationStates = [
  ...representative.flatMap(([code, text]) =>
    roles.map((role) => explained(code, known(`${text} ${code}`, code), role)),
  ),
  ...undocumented.map((code) => explained(code, known('', code), 'helpdesk')),
  table('fifty', fifty),
];

/** What a person wrote is shown on a card as it is found on none: a name that an article bears. */
export function hostileExplanations(text: string) {
  const explanation = { ...known('', 'AADSTS50076'), written: text, subject: text };
  return [
    explained(`hostile ${text.slice(0, 20)}`, explanation, 'helpdesk', {
      others: [explanation],
      subjects: [text, text],
    }),
    {
      name: `explanation table: hostile ${text.slice(0, 20)}`,
      render: () => renderCard(explanationTableCard, explanationTableData(say, [explanation])),
    },
  ];
}
