import type { RowState } from '../services/registration/imports/import';

/** Symbol and words carry the state, colour only helps. */
interface RowLook {
  readonly symbol: string;
  readonly colour: string;
}

const done = { symbol: '✔', colour: 'Good' } as const;
const moving = { symbol: '●', colour: 'Accent' } as const;
const waiting = { symbol: '○', colour: 'Default' } as const;
const warning = { symbol: '!', colour: 'Warning' } as const;
const bad = { symbol: '✖', colour: 'Attention' } as const;

const looks: Readonly<Record<RowState, RowLook>> = {
  assigned: done,
  listed: done,
  added: done,
  imported: moving,
  sent: moving,
  sending: moving,
  ready: waiting,
  failed: bad,
  differs: warning,
  'other-tag': warning,
  elsewhere: waiting,
  here: waiting,
  stopped: waiting,
  asked: { symbol: '?', colour: 'Accent' },
  refused: bad,
};

/** In the order in which they are counted: what is there, what is coming, what is not. */
export const rowLooks = Object.entries(looks) as unknown as readonly (readonly [RowState, RowLook])[];

export function rowLook(state: RowState): RowLook {
  return looks[state];
}
