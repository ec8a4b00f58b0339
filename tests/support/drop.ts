import type { House } from './house';
import { cardOf, textsOf, type Person } from './teams-connector';

/** The messages that were sent since then, as they stand now, one text each. */
function shownSince({ teams }: Pick<House, 'teams'>, before: number): readonly string[] {
  const sent = teams.sent.slice(before).filter(({ method }) => method === 'POST');
  return sent.flatMap(({ activityId }) => {
    const shown = teams.shown(activityId);
    if (shown?.type !== 'message') return [];
    return [[shown.text ?? '', textsOf(cardOf(shown))].join('\n').trim()];
  });
}

/** Drops files into the personal chat and gives what the person sees then. */
export async function drop(
  house: Pick<House, 'teams'>,
  person: Person,
  attachments: readonly object[],
  text = '',
): Promise<readonly string[]> {
  const before = house.teams.sent.length;
  const turn = await house.teams.say(person, text, { attachments: attachments as never });
  if (turn.status !== 200) throw new Error(`The bot answered ${turn.status}`);
  return shownSince(house, before);
}
