import { pathOfMessage } from '../../../services/graph/channel-messages';
import { pathOfSharedItem } from '../../../services/graph/shared-items';

it('writes an address as the reference does', () => {
  // learn.microsoft.com/graph/api/shares-get, "Encoding sharing URLs": base64url without padding after "u!".
  const url = 'https://onedrive.live.com/redir?resid=1231244193912!12&authKey=1201919!12921!1';
  const path = pathOfSharedItem(url);

  expect(path).toBe(
    '/shares/u!aHR0cHM6Ly9vbmVkcml2ZS5saXZlLmNvbS9yZWRpcj9yZXNpZD0xMjMxMjQ0MTkzOTEyITEyJmF1dGhLZXk9MTIwMTkxOSExMjkyMSEx/driveItem',
  );
});

it('leaves nothing in an address that a path could trip over', () => {
  const path = pathOfSharedItem('https://contoso.sharepoint.com/sites/it/Größe ÿÿÿ???>>>.csv');

  expect(path).toMatch(/^\/shares\/u![\w-]+\/driveItem$/);
});

it.each([
  [{ chatId: '19:a@thread.v2', messageId: '1' }, '/chats/19%3Aa%40thread.v2/messages/1'],
  [{ teamId: 't', channelId: '19:c', messageId: '1' }, '/teams/t/channels/19%3Ac/messages/1'],
  [{ teamId: 't', channelId: '19:c', messageId: '1', replyToId: '1' }, '/teams/t/channels/19%3Ac/messages/1'],
  [
    { teamId: 't', channelId: '19:c', messageId: '2', replyToId: '1' },
    '/teams/t/channels/19%3Ac/messages/1/replies/2',
  ],
  [{ chatId: '..', messageId: '.' }, '/chats/-/messages/-'],
  [{ chatId: 'a/b', messageId: '?c#%' }, '/chats/a%2Fb/messages/%3Fc%23%25'],
])('knows where %j is', (place, path) => {
  expect(pathOfMessage(place)).toBe(path);
});
