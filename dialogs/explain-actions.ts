import { z } from 'zod';
import { dateText } from '../cards/audit-words';
import { escapeMarkdown } from '../cards/escape';
import { explainVerbs } from '../cards/explain-verbs';
import { handOverLines } from '../cards/hand-over-text';
import { phases } from '../services/knowledge/article';
import { aboutOf, type Explanation } from '../services/knowledge/explain';
import { cardAction, type ActionOutcome } from './card-action';
import type { CommandServices } from './command-services';
import { explanationOf, explanationTable, mostSubjects } from './explain-answer';
import type { Invocation } from './invocation';

const subject = z.string().min(1).max(100);
const subjects = z.array(subject).max(mostSubjects);
const opened = z.object({
  subject,
  subjects: subjects.optional(),
  subStep: z.int().min(0).max(8).optional(),
  phase: z.enum(phases).optional(),
});
type Opened = z.infer<typeof opened>;

/** What the buttons of explanations do; each is shown on the presser's screen only, in the words for their role. */
export const explainActions = [
  cardAction(explainVerbs.open, opened, (asked, invocation, services) =>
    withExplanation(asked, services, (explanation) => card(explanation, asked, invocation, services)),
  ),
  cardAction(explainVerbs.list, z.object({ subjects: subjects.min(1) }), (asked, invocation, services) => {
    const found = asked.subjects.flatMap((each) => services.knowledge.find(each) ?? []);
    if (found.length === 0) return Promise.resolve(undefined);
    const { attachment } = explanationTable(found, invocation, services);
    return Promise.resolve({ type: 'card', card: attachment, forEveryone: false });
  }),
  cardAction(explainVerbs.handOver, opened, (asked, { actor, locale }, services) =>
    withExplanation(asked, services, (explanation) => {
      const say = services.messages(locale);
      const at = dateText(services.clock.now());
      const lines = handOverLines({ say, explanation, person: actor.name, at });
      return Promise.resolve({
        type: 'post',
        post: lines.map(escapeMarkdown).join('\n\n'),
        text: say('explain.handedOver'),
      });
    }),
  ),
  cardAction(
    explainVerbs.verdict,
    opened.extend({ helped: z.boolean() }),
    ({ helped, ...asked }, invocation, services) =>
      withExplanation(asked, services, async (explanation) => {
        const { id: personId, tenantId } = invocation.actor;
        await services.verdicts.give({ tenantId, personId, about: aboutOf(explanation), helped });
        return card(explanation, asked, invocation, services);
      }),
  ),
];

function withExplanation(
  { subject: name, subStep, phase }: Opened,
  { knowledge }: CommandServices,
  act: (explanation: Explanation) => Promise<ActionOutcome>,
): Promise<ActionOutcome | undefined> {
  const found = knowledge.find(name);
  if (found === undefined) return Promise.resolve(undefined);
  return act({ ...found, ...(subStep !== undefined && { subStep }), ...(phase !== undefined && { phase }) });
}

async function card(
  explanation: Explanation,
  { subjects: list = [] }: Opened,
  invocation: Invocation,
  services: CommandServices,
): Promise<ActionOutcome> {
  const { attachment } = await explanationOf(explanation, invocation, services, { subjects: list });
  return { type: 'card', card: attachment, forEveryone: false };
}
