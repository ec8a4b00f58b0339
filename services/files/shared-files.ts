import { parsedPart } from '../graph/batch';
import { parseFileReferences, pathOfMessage, type MessagePlace } from '../graph/channel-messages';
import type { Deadline } from '../graph/deadline';
import type { GraphClient } from '../graph/graph-client';
import type { GraphFailure } from '../graph/graph-failure';
import { parseSharedItem, pathOfSharedItem, type SharedItem } from '../graph/shared-items';
import { present } from '../graph/wire';
import { fail, ok, type Result } from '../result';
import { plainFileName } from './file-name';

/** A file of a message; `url` needs no token, lives for minutes, and is not checked yet. `size` in bytes. */
interface SharedFile {
  readonly name: string;
  readonly url: string;
  readonly size?: number;
  /**
   * Entra object id of the person who put it there, lower case. The bot may read more than the person who points to a
   * file: only this says that it is theirs.
   */
  readonly createdBy?: string;
}

/** Files in channels and group chats, which Teams does not deliver to bots (bots-filesv4): read where they lie. */
export interface SharedFiles {
  /** All files of the message, at most ten; a failure when one of them cannot be read. Two requests. */
  find(place: MessagePlace, deadline?: Deadline): Promise<Result<readonly SharedFile[], GraphFailure>>;
}

const mostFiles = 10;

export function createSharedFiles(graph: Pick<GraphClient, 'get' | 'batch'>): SharedFiles {
  return {
    async find(place, deadline) {
      const options = { version: 'v1.0', ...(deadline && { deadline }) } as const;
      const message = await graph.get(pathOfMessage(place), options);
      const references = message.ok ? parseFileReferences(message.value) : message;
      if (!references.ok || references.value.length === 0) return references.ok ? ok([]) : references;
      const asked = references.value.slice(0, mostFiles);
      const answers = await graph.batch(
        asked.map(({ contentUrl }) => ({ path: pathOfSharedItem(contentUrl) })),
        options,
      );
      const items = asked.map((_, index) => parsedPart(answers[index], parseSharedItem));
      const failed = items.find((item) => !item.ok);
      if (failed !== undefined) return fail(failed.error);
      return ok(asked.flatMap(({ name }, index) => toFile(items[index], name)));
    },
  };
}

function toFile(item: Result<SharedItem, GraphFailure> | undefined, named = ''): readonly SharedFile[] {
  if (item?.ok !== true || item.value.downloadUrl === undefined) return [];
  const { name = named, downloadUrl: url, size, createdBy } = item.value;
  return [present({ name: plainFileName(name), url, size, createdBy })];
}
