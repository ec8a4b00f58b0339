import { type Finding, findingVerdicts, type RowVerdict } from './doctored-row';

const worstFirst = ['refused', 'asked', 'repaired'] as const satisfies readonly RowVerdict[];

export function verdictOf(findings: readonly Finding[]): RowVerdict {
  const verdicts = findings.map(({ code }): RowVerdict => findingVerdicts[code]);
  return worstFirst.find((verdict) => verdicts.includes(verdict)) ?? 'ready';
}
