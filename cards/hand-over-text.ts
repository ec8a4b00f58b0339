import type { Explanation } from '../services/knowledge/explain';
import { clip } from './clip';
import { codeLine, meaningOf, notesOn, titleOf, whereText } from './explanation-words';
import type { Say } from './messages';

export interface HandOver {
  readonly say: Say;
  readonly explanation: Explanation;
  readonly person: string;
  /** "2026-03-02 09:00", UTC. */
  readonly at: string;
}

const longestName = 80;

/** A case in plain lines, to be sent on; what only the person in front of the device knows is left to fill in. */
export function handOverLines({ say, explanation, person, at }: HandOver): readonly string[] {
  const { article } = explanation;
  return [
    say('explain.case.title', { title: titleOf(say, explanation) }),
    line('code', codeLine(say, explanation)),
    line('meaning', meaningOf(say, explanation)),
    ...notesOn(say, explanation),
    whereText(say, explanation),
    say('explain.case.device'),
    say('explain.case.tried'),
    ...article.helpdesk.steps.map(({ text }, index) => say('explain.case.step', { number: index + 1, text })),
    line('escalate', article.helpdesk.escalate),
    say('explain.case.from', { person: clip(person, longestName), at }),
  ].filter((each) => each !== '');

  function line(name: 'code' | 'meaning' | 'escalate', value: string): string {
    return value === '' ? '' : say(`explain.case.${name}`, { value });
  }
}
