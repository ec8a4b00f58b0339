import type { TurnContext } from 'botbuilder';
import { escapeMarkdown } from '../../cards/escape';
import { subjectWords } from '../../cards/watch-notice-words';
import type { CommandServices } from '../command-services';
import type { Invocation } from '../invocation';
import { askedGroup } from './asked-group';
import { namedSerials } from './named-serials';

/** Ends what somebody watches: what they name, or everything. */
export async function answerUnwatch(
  context: TurnContext,
  { actor, locale, slots, text }: Invocation,
  { messages, watches }: CommandServices,
): Promise<void> {
  const say = messages(locale);
  const group = askedGroup(text, slots);
  const importId =
    group?.kind === 'import' ? await watches.importOf(actor.tenantId, group.number) : undefined;
  const groups =
    group === undefined
      ? []
      : [{ kind: group.kind, subject: group.kind === 'tag' ? group.tag : String(importId ?? '') }];
  const serials = group === undefined ? namedSerials(text, slots) : [];
  const stopped = await watches.stop(actor, { serials, groups });
  const what = stopped.map((watch) =>
    escapeMarkdown(subjectWords(say, watch, group?.kind === 'import' ? group.number : undefined)),
  );
  const sentence =
    what.length === 0
      ? say('unwatch.nothing')
      : say('unwatch.done', { count: what.length, what: [...new Set(what)].join(', ') });
  await context.sendActivity(sentence);
}
