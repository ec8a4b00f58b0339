import { findCodeNames, findCodes } from './codes';
import { type Entity, type Finder, isCovered, mask, maskOf, matches, withPlaceholders } from './entity';
import { findQuotes } from './phrases';
import { findProfiles } from './profiles';
import { findNumbers, findRequests } from './requests';
import { findFragments, fragmentHint } from './fragments';
import { findListed, findSerials } from './serials';
import { findConventionalTags, findNamedTags } from './tags';
import { findAddresses, findNames } from './users';

const findLinks: Finder = (text) => matches('address', /\b(?:https?:\/\/|www\.)[^\s<>"']{1,2000}/gi, text);
const findGuids: Finder = (text) =>
  matches(
    'guid',
    /(?<![\p{L}\p{N}-])\{?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?(?![\p{L}\p{N}-])/giu,
    text,
  );

interface Search {
  /** What a text must contain for the search to be worth its time. */
  readonly given: RegExp;
  readonly find: Finder;
}

const digit = /\d/;
const quotation = /["']/;

const hyphenatedSerials: Finder = (masked, text) =>
  findSerials(masked, text).filter(({ start, end }) => text.slice(start, end).includes('-'));

/** The surest kinds first: what one has covered the next ones no longer see. */
const searches: readonly Search[] = [
  { given: /:\/\/|www\./, find: findLinks },
  { given: /[@\\]/, find: findAddresses },
  { given: fragmentHint, find: findFragments },
  { given: /prof|perfil/i, find: findProfiles },
  { given: /_/, find: findCodeNames },
  { given: /[-_]/, find: findConventionalTags },
  { given: /-\d|\d-/, find: hyphenatedSerials },
  { given: /[0-9a-f]{4}-[0-9a-f]{4}-/i, find: findGuids },
  { given: digit, find: findCodes },
  { given: /\d|ser|tag|s\/?n|num|stat|default string|filled by/i, find: findSerials },
  { given: new RegExp(mask.serial), find: findListed },
  { given: digit, find: findRequests },
  { given: /tag|label|etiq|étiq/i, find: findNamedTags },
  { given: /\p{Lu}|[\uE000-\uF8FF]|user/u, find: findNames },
  { given: quotation, find: findQuotes },
  { given: digit, find: findNumbers },
];

export interface Extraction {
  readonly entities: readonly Entity[];
  /** The text with placeholders such as `<serial>` in place of the entities; quoted words stay, in `"`. */
  readonly masked: string;
}

/** Everything a normalised text names, in order of appearance, without overlaps. */
export function extract(text: string): Extraction {
  const entities: Entity[] = [];
  const cells = text.split('');
  let masked = text;
  for (const { given, find } of searches) {
    if (!given.test(masked)) continue;
    for (const entity of find(masked, text)) {
      if (isCovered(cells, entity)) continue;
      entities.push(entity);
      if (entity.kind === 'quote') cells[entity.start] = cells[entity.end - 1] = '"';
      else cells.fill(maskOf(entity.kind), entity.start, entity.end);
    }
    masked = cells.join('');
  }
  entities.sort((a, b) => a.start - b.start);
  return { entities, masked: withPlaceholders(masked) };
}
