import { dateTime } from '../dates';
import { bothVersions, type Answer, type Call, type Route } from '../http-shapes';
import { single } from '../paging';
import { readChannelMessages, readChatMessages } from '../permissions';
import type { SharedFile } from '../shared-files';
import type { World } from '../world';

const thread = '/teams/:id/channels/:id/messages/:id';

/** Messages with files; what else people wrote is not there (learn.microsoft.com/graph/api/chatmessage-get). */
export function channelMessageRoutes(world: World): readonly Route[] {
  const { people, refusals, sharedFiles } = world;

  function get(call: Call): Answer {
    const files = sharedFiles.onMessage(call.path);
    const [first] = files ?? [];
    if (files === undefined || first === undefined)
      return refusals.refuse(404, 'NotFound', 'NotFound: message does not exist.');
    const sender = people.find(first.by);
    return single(
      call,
      {
        id: call.path.split('/').at(-1),
        messageType: 'message',
        createdDateTime: dateTime(world.epoch),
        deletedDateTime: null,
        from: {
          application: null,
          device: null,
          user: { id: first.by, displayName: sender?.displayName ?? null, userIdentityType: 'aadUser' },
        },
        body: {
          contentType: 'html',
          content: files.map(({ id }) => `<attachment id="${id}"></attachment>`).join(''),
        },
        attachments: files.map(toAttachment),
        mentions: [],
        reactions: [],
      },
      world.url(),
    );
  }

  const route = { method: 'GET', versions: bothVersions, handle: get } as const;
  return [
    { ...route, path: thread, permissions: readChannelMessages },
    { ...route, path: `${thread}/replies/:id`, permissions: readChannelMessages },
    { ...route, path: '/chats/:id/messages/:id', permissions: readChatMessages },
  ];
}

function toAttachment({ id, contentUrl, name }: SharedFile): object {
  return { id, contentType: 'reference', contentUrl, content: null, name, thumbnailUrl: null };
}
