import { MessageFactory, type Activity, type TurnContext } from 'botbuilder';
import { z } from 'zod';
import { renderCard } from '../cards/card';
import { welcomeCard, welcomeData } from '../cards/welcome';
import { correlationOf } from './correlation';
import type { House } from './house';
import { tenantKey } from './outgoing/remember';
import { invocationFor } from './person';

type Parts = Pick<House, 'access' | 'services' | 'welcomes'>;

/** The bot was installed, and Teams may tell so several times: the first time it introduces itself. */
export async function welcome(context: TurnContext, { access, services, welcomes }: Parts): Promise<void> {
  const { actor, conversation, locale } = await invocationFor(context, access, undefined);
  const data = welcomeData({
    say: services.messages(locale),
    scope: conversation.scope,
    role: actor.role,
    offered: services.offered(actor).map(({ id }) => id),
    bot: nameOf(context.activity),
  });
  const { attachment, summary } = renderCard(welcomeCard, data);
  const arrival = { ...placeOf(context.activity), correlationId: correlationOf(context) };
  await welcomes.arrived(arrival, { ...MessageFactory.attachment(attachment), summary });
}

/** The bot was removed: whoever installs it again is greeted again. */
export async function farewell({ activity }: TurnContext, { welcomes }: Parts): Promise<void> {
  await welcomes.removed(placeOf(activity));
}

/** Whether this names the bot among the people who came or went. */
export function namesBot(people: Activity['membersAdded'], { recipient }: Activity): boolean {
  return people?.some(({ id }) => id === (recipient as Activity['recipient'] | undefined)?.id) === true;
}

const inTeam = z.object({ team: z.object({ id: z.string().min(1) }) });

/** Of a team Teams tells in the channel that was chosen and in the first one: it is one place all the same. */
function placeOf({ channelData, conversation }: Activity) {
  const { id: conversationId, tenantId } = conversation;
  const into = inTeam.safeParse(channelData).data?.team.id ?? conversationId;
  return { tenantId: tenantKey(tenantId), into, conversationId };
}

function nameOf({ recipient }: Activity): string | undefined {
  return (recipient as Partial<Activity['recipient']> | undefined)?.name;
}
