import { dateTime } from '../dates';
import { bothVersions, type Answer, type Call, type Route } from '../http-shapes';
import { single } from '../paging';
import { readSharedItems } from '../permissions';
import type { World } from '../world';

/** Files by their address, "u!" and the address in base64url (learn.microsoft.com/graph/api/shares-get). */
export function shareRoutes(world: World): readonly Route[] {
  const { people, refusals, sharedFiles } = world;

  function get(call: Call, id: string): Answer {
    if (!id.startsWith('u!')) return refusals.refuse(400, 'invalidRequest', 'Invalid shares key');
    const file = sharedFiles.at(Buffer.from(id.slice(2), 'base64url').toString());
    if (file === undefined) return refusals.refuse(404, 'itemNotFound', 'The resource could not be found.');
    const user = { id: file.by, displayName: people.find(file.by)?.displayName ?? null };
    const item = {
      '@microsoft.graph.downloadUrl': sharedFiles.downloadUrlOf(file),
      id: file.id,
      name: file.name,
      size: file.bytes.byteLength,
      webUrl: encodeURI(file.contentUrl),
      createdDateTime: dateTime(world.epoch),
      createdBy: { user },
      lastModifiedBy: { user },
      file: { mimeType: 'application/octet-stream' },
    };
    return single(call, item, world.url());
  }

  return [
    {
      method: 'GET',
      path: '/shares/:id/driveItem',
      versions: bothVersions,
      permissions: readSharedItems,
      handle: get,
    },
  ];
}
