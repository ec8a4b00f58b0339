import { MessageFactory, type Activity } from 'botbuilder';
import { renderCard } from '../../cards/card';
import { mention } from '../../cards/mention';
import { watchNoticeCard, watchNoticeData } from '../../cards/watch-notice';
import type { TellNews } from '../../services/watching/tell';
import type { News, Watch } from '../../services/watching/watch';
import type { CommandServices } from '../command-services';

type Tools = Pick<CommandServices, 'clock' | 'messages' | 'offered' | 'promise' | 'watches'>;

/** Promises the card that tells somebody what happened to what they watch, where they asked. */
export function tellingNews(services: Tools): TellNews {
  return async (tx, watch, news) => {
    const { conversationId, correlationId, tenantId } = watch;
    const importNumber =
      watch.kind === 'import' ? await services.watches.numberOf(Number(watch.subject)) : undefined;
    const activity = activityFor(watch, news, importNumber, services);
    return services.promise(tx, { tenantId, conversationId, correlationId, action: 'send', activity });
  };
}

function activityFor(
  watch: Watch,
  news: readonly News[],
  importNumber: number | undefined,
  { clock, messages, offered }: Tools,
): Partial<Activity> {
  const say = messages(watch.locale);
  const { id, name, teamsId } = watch.person;
  const mayUse = offered({ id, name, tenantId: watch.tenantId, role: 'employee' });
  const offersHelp = mayUse.some((command) => command.id === 'get-help');
  const { attachment, summary } = renderCard(
    watchNoticeCard,
    watchNoticeData({ say, now: clock.now(), watch, news, importNumber, offersHelp }),
  );
  const card = { ...MessageFactory.attachment(attachment), summary };
  if (watch.scope === 'personal') return card;
  const { text, entity } = mention({ id: teamsId, name });
  return { ...card, text: say('watchNotice.mention', { mention: text }), entities: [entity] };
}
