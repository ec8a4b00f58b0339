import {
  identifierOf,
  importIdentifiersBody,
  importIdentifiersPath,
  parseIdentifiers,
  searchIdentifiersBody,
  searchIdentifiersPath,
  type CorporateIdentifier,
  type DeviceModelSerial,
} from '../graph/corporate-identifiers';
import { parsedPart } from '../graph/batch';
import type { Deadline } from '../graph/deadline';
import type { GraphClient } from '../graph/graph-client';
import type { GraphFailure } from '../graph/graph-failure';
import { ok, type Result } from '../result';

/** Windows corporate identifiers, which device preparation needs where personal devices are barred. Nothing rejects. */
export interface CorporateIdentifiers {
  /** Those that are there, in lower case as `identifierOf` writes them. */
  find(
    devices: readonly DeviceModelSerial[],
    options?: { readonly deadline?: Deadline },
  ): Promise<Result<ReadonlySet<string>, GraphFailure>>;
  add(devices: readonly DeviceModelSerial[]): Promise<Result<readonly CorporateIdentifier[], GraphFailure>>;
}

const askedAtOnce = 200;

export function createCorporateIdentifiers(graph: GraphClient): CorporateIdentifiers {
  return {
    async find(devices, { deadline } = {}) {
      const known = new Set<string>();
      for (let from = 0; from < devices.length; from += askedAtOnce) {
        const some = devices.slice(from, from + askedAtOnce).map(identifierOf);
        // In a batch, so that it may be said of a POST that it only asks.
        const question = { method: 'POST', path: searchIdentifiersPath, isRead: true } as const;
        const [answer] = await graph.batch([{ ...question, body: searchIdentifiersBody(some) }], {
          version: 'beta',
          ...(deadline && { deadline }),
        });
        const found = parsedPart(answer, parseIdentifiers);
        if (!found.ok) return found;
        for (const { identifier } of found.value) known.add(identifier.toLowerCase());
      }
      return ok(known);
    },
    async add(devices) {
      const answer = await graph.write('POST', importIdentifiersPath, {
        version: 'beta',
        body: importIdentifiersBody(devices.map(identifierOf)),
      });
      return answer.ok ? parseIdentifiers(answer.value) : answer;
    },
  };
}
