import type { TurnContext } from 'botbuilder';
import { escapeMarkdown } from '../../cards/escape';
import type { Say } from '../../cards/messages';
import { subjectWords } from '../../cards/watch-notice-words';
import type { Stopped } from '../../services/watching/stopping';
import type { Watch } from '../../services/watching/watch';
import type { CommandServices } from '../command-services';
import type { Invocation } from '../invocation';
import { askedGroup, type AskedGroup } from './asked-group';
import { namedWatches } from './named-watches';

/** Ends what somebody watches: what they name, or everything. */
export async function answerUnwatch(
  context: TurnContext,
  invocation: Invocation,
  { messages, watches }: CommandServices,
): Promise<void> {
  const { actor, locale, slots, text } = invocation;
  const group = askedGroup(text, slots);
  const importId =
    group?.kind === 'import' ? await watches.importOf(actor.tenantId, group.number) : undefined;
  const what = group === undefined ? namedWatches(text, slots) : ofGroup(group, importId);
  const stopped = await watches.stop(actor, what);
  const importNumber = group?.kind === 'import' ? group.number : undefined;
  await context.sendActivity(sentence(messages(locale), stopped, invocation, importNumber));
}

function ofGroup(group: AskedGroup, importId: number | undefined): Stopped {
  const subject = group.kind === 'tag' ? group.tag : String(importId ?? '');
  return { serials: [], groups: [{ kind: group.kind, subject }], elseAll: false };
}

function sentence(
  say: Say,
  stopped: readonly Watch[],
  { conversation }: Invocation,
  importNumber: number | undefined,
): string {
  const count = stopped.length;
  if (count === 0) return say('unwatch.nothing');
  if (!stopped.every((watch) => isKnownIn(conversation, watch))) return say('unwatch.doneUnnamed', { count });
  const what = stopped.map((watch) => escapeMarkdown(subjectWords(say, watch, importNumber)));
  return say('unwatch.done', { count, what: [...new Set(what)].join(', ') });
}

/** Others read along outside the personal chat: there is named only what was asked for there. */
function isKnownIn({ id, scope }: Invocation['conversation'], { conversationId, kind }: Watch): boolean {
  return scope === 'personal' || (kind !== 'mine' && conversationId === id);
}
