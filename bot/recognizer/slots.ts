import type { Slots } from '../../dialogs/slots';
import type { Entity, EntityKind } from './entities/entity';
import { sayingIn } from './entities/phrases';
import { reasonIn } from './reason';
import { tagFor } from './tag-slot';

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

/** What a reason mentions is not what the order is about: "reject it because request 11 is the same". */
const besideReason = (entities: readonly Entity[], text: string): readonly Entity[] => {
  const { start, end } = reasonIn(text, entities) ?? { start: 0, end: 0 };
  return entities.filter((entity) => entity.start < start || entity.start >= end);
};

const readers: Readonly<Record<keyof Slots, Reader>> = {
  serials: (entities) => ({ serials: every(entities, 'serial') }),
  codes: (entities) => ({ codes: every(entities, 'code') }),
  tag: (entities, text, wanted) => optional('tag', tagFor(wanted, entities, text)),
  user: (entities) => optional('user', first(entities, 'user')),
  requestId: (entities, text, wanted) => {
    const about = wanted.includes('reason') ? besideReason(entities, text) : entities;
    return optional('requestId', first(about, 'request', 'number'));
  },
  profile: (entities) => optional('profile', first(entities, 'profile', 'quote')),
  serialFragment: (entities) => optional('serialFragment', first(entities, 'fragment')),
  phrase: (entities, text) => optional('phrase', first(entities, 'quote') ?? sayingIn(text)),
  reason: (entities, text) => optional('reason', reasonIn(text, entities)?.value),
};

/** The slots a command takes, out of what its sentence names. */
export function slotsFor(wanted: readonly (keyof Slots)[], entities: readonly Entity[], text: string): Slots {
  return wanted.reduce<Slots>((slots, key) => ({ ...slots, ...readers[key](entities, text, wanted) }), {
    serials: [],
    codes: [],
  });
}
