import { findCodes } from './codes';
import { cover, type Entity, type Finder, matches, withPlaceholders } from './entity';
import { findQuotes } from './phrases';
import { findProfiles } from './profiles';
import { findNumbers, findRequests } from './requests';
import { findFragments, findSerials } from './serials';
import { findConventionalTags, findNamedTags } from './tags';
import { findAddresses, findNames } from './users';

const findLinks: Finder = (text) => matches('address', /\b(?:https?:\/\/|www\.)[^\s<>"']{1,2000}/gi, text);
const findGuids: Finder = (text) =>
  matches(
    'guid',
    /(?<![\p{L}\p{N}-])\{?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?(?![\p{L}\p{N}-])/giu,
    text,
  );

/** The surest kinds first: what one has covered the next ones no longer see. */
const finders: readonly Finder[] = [
  findLinks,
  findAddresses,
  findFragments,
  findProfiles,
  (text) => findConventionalTags(text, text),
  (text) => findSerials(text, text).filter(({ value }) => value.startsWith('VMWARE') || value.includes('-')),
  findGuids,
  findCodes,
  findSerials,
  findRequests,
  findNamedTags,
  findNames,
  findQuotes,
  findNumbers,
];

export interface Extraction {
  readonly entities: readonly Entity[];
  /** The text with placeholders such as `<serial>` in place of the entities. */
  readonly masked: string;
}

/** Everything a normalised text names, in order of appearance, without overlaps. */
export function extract(text: string): Extraction {
  let masked = text;
  const entities: Entity[] = [];
  for (const find of finders) {
    for (const entity of find(masked, text)) {
      if (/[\uE000-\uF8FF]/.test(masked.slice(entity.start, entity.end))) continue;
      entities.push(entity);
      masked = cover(masked, entity);
    }
  }
  entities.sort((a, b) => a.start - b.start);
  return { entities, masked: withPlaceholders(masked) };
}
