import { renderCard } from '../../../cards/card';
import { createMessages } from '../../../cards/messages';
import { channelCard, channelData, type ChannelInput } from '../../../cards/channel';
import { welcomeCard, welcomeData, type WelcomeInput } from '../../../cards/welcome';
import { roles } from '../../../services/people/actor';

/** English, and a sentence without one of its values is a failed test. */
const say = createMessages({
  onMissing: (complaint) => {
    throw new Error(complaint);
  },
})('en');

const everything = [
  'my-device',
  'watch',
  'get-help',
  'explain',
  'help',
  'status',
  'register',
  'approvals',
].concat(['tags', 'channel']);

function welcomeState(name: string, more: Partial<WelcomeInput> = {}) {
  const input: WelcomeInput = { say, scope: 'personal', role: 'employee', offered: everything, ...more };
  return { name: `welcome: ${name}`, render: () => renderCard(welcomeCard, welcomeData(input)) };
}

const here = '19:desk@thread.tacv2';
const place = (conversationId: string) => ({ tenantId: 't', conversationId, locale: 'en' });

function channelState(name: string, places: ChannelInput['places']) {
  const input: ChannelInput = { say, conversationId: here, places };
  return { name: `channel: ${name}`, render: () => renderCard(channelCard, channelData(input)) };
}

export const welcomeShowcase = [
  ...roles.map((role) => welcomeState(`to ${role}`, { role })),
  welcomeState('in a team', { scope: 'channel', role: 'admin' }),
  channelState('all three kinds', {
    help: place(here),
    alerts: place('19:other@thread.tacv2'),
    digest: { ...place(here), rhythm: 'weekly' },
  }),
];

export const welcomeStates = [
  welcomeState('in a group chat', { scope: 'groupChat', bot: 'Device helper' }),
  welcomeState('with nothing to offer', { offered: [] }),
  channelState('nothing yet', {}),
  channelState('a digest every day', { digest: { ...place(here), rhythm: 'daily' } }),
  channelState('a digest elsewhere', { digest: { ...place('19:x@thread.v2'), rhythm: 'daily' } }),
];

/** The bot's name is the organisation's own. */
export function hostileWelcomes(text: string) {
  return [welcomeState(`in a team, as ${text.slice(0, 20)}`, { scope: 'channel', bot: text })];
}
