import { z } from 'zod';
import { renderCard } from '../../cards/card';
import { stoppedData, watchCard } from '../../cards/watch';
import { watchVerbs } from '../../cards/watch-verbs';
import type { Watch } from '../../services/watching/watch';
import { cardAction } from '../card-action';

const ids = z.array(z.int().positive()).min(1).max(20);

/** What the button of a watch card does: whoever asked, and nobody else, is told no more. */
export const stopWatch = cardAction(
  watchVerbs.stop,
  z.object({ ids }),
  async (data, { actor, locale }, services) => {
    const say = services.messages(locale);
    const stopped: Watch[] = [];
    for (const id of data.ids) {
      const watch = await services.watches.stopOne(actor, id);
      if (watch !== 'not-yours') stopped.push(watch);
    }
    if (stopped.length === 0) return { type: 'message', text: say('watch.notYourWatch') };
    const { attachment } = renderCard(watchCard, stoppedData(say, stopped, services.clock.now()));
    return { type: 'card', card: attachment, forEveryone: true };
  },
);
