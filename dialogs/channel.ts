import { channelActions, channelAnswer } from './channel-card';
import type { Command } from './command';
import { OneTurnDialog } from './one-turn-dialog';
import { sendCard } from './reply';
import sayings from './sayings/channel.json';

/** Which channel gets help requests, alerts and the digest; chosen in the channel itself. */
export const channel: Command = {
  id: 'channel',
  access: 'admin',
  sideEffect: 'none',
  menus: ['team', 'groupChat'],
  slots: [],
  examples: [
    'use this channel for help requests',
    'send the digest here',
    'which messages come to this channel?',
  ],
  vocabulary: {
    sayings,
    synonyms: ['channel'],
    patterns: [
      /\b(use|make|pick|choose|take)\b.*\b(this|the) (channel|chat|conversation)\b.*\b(help requests|alerts|failures|digest|cases)\b/,
      /\b(send|post|put|want|bring|deliver)\b.*\b(help requests|alerts|digest|help cases)\b.*\b(here|this (channel|chat|conversation))\b/,
      /^(please )?(the )?(failure )?(alerts|digest|help requests) (come |go )?here\b/,
      /\b(what|which)\b.*\b(goes|go|comes|come|is sent|are sent|gets|is posted|are posted)\b.*\b(this|the|a) (channel|chat)\b/,
      /\b(which|what) channel (gets|receives|has|is for)\b.*\b(help requests|alerts|digest|cases|messages)\b/,
    ],
    excludes: [/<serial>/, /<user>/, /\bnotify me\b/],
  },
  actions: channelActions,
  createDialog: (services) =>
    new OneTurnDialog('channel', async (context, invocation) => {
      await sendCard(context, await channelAnswer(invocation, services));
    }),
};
