import type { Slots } from '../../dialogs/slots';
import type { Entity, EntityKind } from './entities/entity';
import { sayingIn } from './entities/phrases';

type Reader = (entities: readonly Entity[], text: string, wanted: readonly (keyof Slots)[]) => Partial<Slots>;

const first = (entities: readonly Entity[], ...kinds: readonly EntityKind[]): string | undefined =>
  kinds
    .map((kind) => entities.find((entity) => entity.kind === kind)?.value)
    .find((value) => value !== undefined);

const every = (entities: readonly Entity[], kind: EntityKind): readonly string[] => [
  ...new Set(entities.filter((entity) => entity.kind === kind).map(({ value }) => value)),
];

const optional = <K extends keyof Slots>(key: K, value: Slots[K] | undefined): Partial<Slots> =>
  value === undefined ? {} : { [key]: value };

/** A tag that only its place in a sentence about tags or registration gives away. */
const placed =
  /\b(?:as|under|to|with|into|tag|of|for|on|is|be) (?:["'](?<quoted>[^"']{1,80})["']|(?<bare>[\p{L}\p{N}]+(?:[-_][\p{L}\p{N}]+)+))/iu;

const placedTag = (text: string): string | undefined => {
  const groups = placed.exec(text)?.groups;
  return groups?.['quoted'] ?? groups?.['bare'];
};

/** Commands that bring a tag and devices together: what they quote is the tag. */
const isAboutTag = (wanted: readonly (keyof Slots)[]): boolean =>
  wanted.includes('tag') && wanted.includes('serials');

const readers: Readonly<Record<keyof Slots, Reader>> = {
  serials: (entities) => ({ serials: every(entities, 'serial') }),
  codes: (entities) => ({ codes: every(entities, 'code') }),
  tag: (entities, text, wanted) =>
    optional(
      'tag',
      first(entities, 'tag') ??
        placedTag(text) ??
        (isAboutTag(wanted) ? first(entities, 'quote') : undefined),
    ),
  user: (entities) => optional('user', first(entities, 'user')),
  requestId: (entities) => optional('requestId', first(entities, 'request', 'number')),
  profile: (entities) => optional('profile', first(entities, 'profile', 'quote')),
  serialFragment: (entities) => optional('serialFragment', first(entities, 'fragment')),
  phrase: (entities, text) => optional('phrase', first(entities, 'quote') ?? sayingIn(text)),
};

/** The slots a command takes, out of what its sentence names. */
export function slotsFor(wanted: readonly (keyof Slots)[], entities: readonly Entity[], text: string): Slots {
  return wanted.reduce<Slots>((slots, key) => ({ ...slots, ...readers[key](entities, text, wanted) }), {
    serials: [],
    codes: [],
  });
}
