import fc from 'fast-check';
import type { changeVerbs } from '../../cards/change-verbs';

/** What may happen next. Numbers pick from what there is then, whatever it is. */
export type Happening =
  | {
      readonly type: 'ask';
      readonly by: Name;
      readonly devices: readonly number[];
      readonly tag: number;
      readonly isConfirmed: boolean;
      readonly at: number;
    }
  | { readonly type: 'confirm'; readonly by: Name; readonly offer: number; readonly at: number }
  | { readonly type: 'press'; readonly press: Press; readonly at: number }
  | { readonly type: 'at once'; readonly presses: readonly [Press, Press] }
  | { readonly type: 'outside'; readonly change: number; readonly tag: number }
  | { readonly type: 'time'; readonly hours: number }
  | { readonly type: 'rest' };

type Act = Exclude<keyof typeof changeVerbs, 'show' | 'devices'>;

export interface Press {
  readonly act: Act;
  readonly by: Name | 'requester';
  /** 0 for the latest change. */
  readonly change: number;
  readonly tag: number;
  /** As if on a card of so many revisions ago. */
  readonly old: number;
}

export type Name = 'anna' | 'marcus' | 'sofie' | 'liam';

/** How many devices there are to pick from. */
export const poolSize = 4;

const number = fc.nat({ max: 9 });
const pressed = (acts: readonly Act[], people: readonly (Name | 'requester')[]): fc.Arbitrary<Press> =>
  fc.record({
    act: fc.constantFrom(...acts),
    by: fc.constantFrom(...people),
    change: fc.constantFrom(0, 0, 0, 0, 1, 1, 2),
    tag: number,
    old: fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2),
  });
const often = <T>(weight: number, arbitrary: fc.Arbitrary<T>) => ({ weight, arbitrary });
/** Mostly by somebody who may, now and then by somebody who must not. */
const press = fc.oneof(
  often(
    7,
    pressed(['approve', 'approve', 'approveWith'], ['anna', 'anna', 'marcus', 'marcus', 'sofie', 'liam']),
  ),
  often(1, pressed(['reject'], ['anna', 'marcus', 'sofie', 'liam'])),
  often(1, pressed(['withdraw'], ['requester', 'requester', 'anna', 'liam'])),
  often(2, pressed(['renew'], ['requester', 'requester', 'requester', 'anna'])),
  often(3, pressed(['undo'], ['anna', 'marcus', 'sofie', 'sofie', 'liam'])),
);
const devices = (minLength: number, maxLength: number) =>
  fc.uniqueArray(fc.nat({ max: poolSize - 1 }), { minLength, maxLength });
const asker = fc.constantFrom<Name[]>('sofie', 'sofie', 'sofie', 'anna', 'marcus', 'liam');
const asked = {
  by: asker,
  devices: fc.oneof(often(4, devices(1, 2)), often(1, devices(3, 3))),
  tag: number,
  isConfirmed: fc.constantFrom(...Array.from({ length: 10 }, (_, at) => at > 0)),
};
const confirmed = { by: asker, offer: fc.nat({ max: 2 }), at: number };
const outside = { change: fc.constantFrom(0, 0, 1, 2), tag: number };
const passed = { hours: fc.constantFrom(1, 1, 1, 25, 73) };

export const happenings: fc.Arbitrary<readonly Happening[]> = fc.array(
  fc.oneof(
    often(5, fc.record({ type: fc.constant('ask'), ...asked, at: number })),
    often(1, fc.record({ type: fc.constant('confirm'), ...confirmed })),
    often(9, fc.record({ type: fc.constant('press'), press, at: number })),
    often(8, fc.record({ type: fc.constant('at once'), presses: fc.tuple(press, press) })),
    often(2, fc.record({ type: fc.constant('outside'), ...outside })),
    often(1, fc.record({ type: fc.constant('time'), ...passed })),
    often(3, fc.record({ type: fc.constant('rest') })),
  ),
  { minLength: 12, maxLength: 20 },
);
