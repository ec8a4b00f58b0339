import type { HelpFacts, TriedThing } from '../services/help/help-case';
import { deviceWords, failureWords, nameWords, timeRows, triedWords, type HelpRow } from './help-words';
import type { Say } from './messages';

/** What is handed over, as the employee reads it. */
export function handedRows(say: Say, person: string, facts: HelpFacts | undefined): readonly HelpRow[] {
  const name = { label: say('get-help.fact.name'), value: nameWords(person) };
  if (facts === undefined) return [name];
  const failure = failureWords(facts);
  const { stepsDone: done, steps: all } = facts;
  return [
    name,
    { label: say('get-help.fact.device'), value: deviceWords(say, facts) },
    { label: say('get-help.fact.state'), value: say(`my-device.label.${facts.state}`, { done, all }) },
    ...timeRows(say, facts),
    ...(failure === '' ? [] : [{ label: say('get-help.fact.failure'), value: failure }]),
  ];
}

/** What the employee said to it. */
export function toldRows(say: Say, said: string, tried: readonly TriedThing[]): readonly HelpRow[] {
  return [
    { label: say('get-help.fact.tried'), value: triedWords(say, tried) },
    ...(said === '' ? [] : [{ label: say('get-help.fact.said'), value: said }]),
  ];
}
