import type { Activity } from 'botbuilder';
import { messagePlace } from '../../bot/message-place';

const channelData = {
  team: { id: '19:t@thread.tacv2', aadGroupId: 'group' },
  channel: { id: '19:c@thread.tacv2' },
};

function placeOf(activity: object) {
  return messagePlace(activity as Activity);
}

function inChannel(conversationId: string, rest: object = { channelData }) {
  return placeOf({ id: '200', conversation: { id: conversationId, conversationType: 'channel' }, ...rest });
}

it('is a message of a group chat', () => {
  const conversation = { id: '19:a@thread.v2', conversationType: 'groupChat', isGroup: true };

  expect(placeOf({ id: '200', conversation })).toEqual({ chatId: '19:a@thread.v2', messageId: '200' });
});

it('is a message of a channel, in its thread', () => {
  const place = { teamId: 'group', channelId: '19:c@thread.tacv2', messageId: '200' };

  expect(inChannel('19:c@thread.tacv2;messageid=100')).toEqual({ ...place, replyToId: '100' });
  expect(inChannel('19:c@thread.tacv2;messageid=200')).toEqual({ ...place, replyToId: '200' });
  expect(inChannel('19:c@thread.tacv2')).toEqual(place);
});

it.each([
  ['the team is not named by its group', { channelData: { ...channelData, team: { id: '19:t' } } }],
  ['nothing is said of team and channel', {}],
  ['the message has no id', { channelData, id: undefined }],
])('is unknown when %s', (_title, rest) => {
  expect(inChannel('19:c@thread.tacv2;messageid=100', rest)).toBeUndefined();
});

it('is nowhere in a personal chat, where files come along', () => {
  const conversation = { id: 'a:1', conversationType: 'personal' };

  expect(placeOf({ id: '200', conversation })).toBeUndefined();
});
