import { renderCard } from '../../../cards/card';
import { changeCard, changeData, type ChangeInput } from '../../../cards/change';
import { changeDevicesCard, changeDevicesData, type ChangeDevicesInput } from '../../../cards/change-devices';
import { changeListCard, changeListData, type ChangeListInput } from '../../../cards/change-list';
import { createMessages } from '../../../cards/messages';
import {
  changeStates as everyState,
  targetStates,
  type ActRefusal,
  type ChangeTarget,
  type ChangeView,
  type TargetReason,
  type TargetState,
} from '../../../services/changes/change';
import { day, hour, minute, now } from './devices';

/** English, and a sentence without one of its values is a failed test. */
const say = createMessages({
  onMissing: (complaint) => {
    throw new Error(complaint);
  },
})('en');

/** The keys of a record over a union: a new member does not compile until it is named here. */
const all = <T extends string>(members: Readonly<Record<T, true>>) => Object.keys(members) as T[];

export const actRefusals = all<ActRefusal>({
  'own-request': true,
  'approved-before': true,
  'not-approver': true,
  'not-yours': true,
  'outside-scope': true,
  'not-possible-now': true,
  'card-outdated': true,
  expired: true,
  'undo-too-late': true,
  'undo-changed': true,
  'undo-impossible': true,
  unreadable: true,
  'reason-missing': true,
  'tag-missing': true,
  'tag-unfit': true,
  'nothing-left': true,
});
export const targetReasons = all<TargetReason>({
  'tag-not-kept': true,
  'tag-not-in-entra': true,
  'groups-not-updated': true,
  'profile-not-assigned': true,
  'other-profile': true,
  'still-listed': true,
  'not-as-wished': true,
  'changed-meanwhile': true,
  gone: true,
  'not-settled': true,
  'refused-by-graph': true,
  'not-permitted': true,
  'no-answer': true,
  'role-lost': true,
});

export function changeTarget(differing: Partial<ChangeTarget> = {}): ChangeTarget {
  const { position = 0 } = differing;
  return {
    position,
    registrationId: `r-${position}`,
    serial: `5CG4217QH${position}`,
    before: { tag: 'UK-Kiosk' },
    after: { tag: 'UK-Corp-Laptop' },
    state: 'waiting',
    ...differing,
  };
}

export const changeTargets = (count: number, differing: Partial<ChangeTarget> = {}) =>
  Array.from({ length: count }, (_, position) => changeTarget({ position, ...differing }));

type Differing = Partial<Omit<ChangeView, 'counts'>> & { counts?: Partial<Record<TargetState, number>> };

/** Sofie's wish for three devices, waiting for its one approval. */
export function changeView({ counts, ...differing }: Differing = {}): ChangeView {
  const { total = 3 } = differing;
  const none = Object.fromEntries(targetStates.map((state) => [state, 0])) as ChangeView['counts'];
  return {
    id: 12,
    tenantId: 't',
    kind: 'group-tag',
    state: 'awaiting-approval',
    revision: 2,
    requester: { id: 'sofie', name: 'Sofie Berg' },
    requesterRole: 'helpdesk',
    conversationId: '19:a@thread.tacv2',
    scope: 'channel',
    locale: 'en',
    correlationId: 'c0ffee00',
    requestId: 144,
    // Of an undo, each device goes back to what it had.
    ...(differing.undoes === undefined && { wish: { tag: 'UK-Corp-Laptop' } }),
    prospect: {
      profile: 'Corp Laptop London',
      mode: 'user-driven',
      statusPage: 'Laptops',
      gains: ['Autopilot UK laptops'],
      loses: ['Autopilot UK kiosks'],
    },
    effects: ['214 other devices carry UK-Corp-Laptop.'],
    approvalsNeeded: 1,
    approvals: [],
    expiresAt: now + 3 * day,
    createdAt: now - 2 * hour,
    changedAt: now - 2 * hour,
    targets: changeTargets(Math.min(total, 10)),
    ...differing,
    total,
    counts: { ...none, ...(counts ?? { waiting: total }) },
  };
}

const anna = { id: 'anna', name: 'Anna Lindqvist', at: now - hour };
const marcus = { id: 'marcus', name: 'Marcus Hale', at: now - minute };
export const approved = { approvals: [anna] } as const;
export const offer = { command: 'assign-tag', requestId: 144, revision: 1, needsApproval: true } as const;
export const undoUntil = now + 20 * hour;

/** A change of 500 devices in which three did not come to what was promised. */
export const mostlyProven: Differing = {
  ...approved,
  state: 'proven',
  total: 500,
  counts: { proven: 497, unproven: 1, failed: 1, skipped: 1 },
  undoUntil,
  targets: [
    changeTarget({ state: 'failed', reason: 'refused-by-graph', detail: 'Device is locked by another job' }),
    changeTarget({ position: 1, state: 'unproven', reason: 'groups-not-updated' }),
    changeTarget({ position: 2, state: 'skipped', reason: 'changed-meanwhile', before: { tag: '' } }),
    ...changeTargets(10, { state: 'proven' }).slice(3),
  ],
};

const staleChange: Differing = {
  state: 'stale',
  reason: '5CG4217QH0 has the group tag UK-Shared now.',
  revision: 3,
};

const twoToGo: Differing = {
  kind: 'deregister',
  wish: { registration: '' },
  effects: ['Its record in Intune is deleted first, then its registration.'],
  targets: changeTargets(2, { before: { registration: 'registered' }, after: { registration: '' } }),
  total: 2,
};

export const changeOf = (differing: Differing = {}, more: Partial<ChangeInput> = {}) =>
  changeData({ say, now, view: withoutProspect(changeView(differing)), ...more });

/** Only group tags lead anywhere. */
function withoutProspect({ prospect, ...view }: ChangeView): ChangeView {
  return view.kind === 'group-tag' && prospect !== undefined ? { ...view, prospect } : view;
}

const state = (name: string, differing: Differing = {}, more: Partial<ChangeInput> = {}) => ({
  name: `change: ${name}`,
  render: () => renderCard(changeCard, changeOf(differing, more)),
});

export const devicesOf = (differing: Differing, page: ChangeDevicesInput['page']) =>
  changeDevicesData({ say, view: changeView(differing), page });

const devicesState = (name: string, differing: Differing, page: ChangeDevicesInput['page']) => ({
  name: `change-devices: ${name}`,
  render: () => renderCard(changeDevicesCard, devicesOf(differing, page)),
});

export const listOf = (changes: ChangeListInput['changes'], more: Partial<ChangeListInput> = {}) =>
  changeListData({ say, now, reach: 'decide', changes, ...more });

const listState = (
  name: string,
  changes: ChangeListInput['changes'],
  more: Partial<ChangeListInput> = {},
) => ({
  name: `change-list: ${name}`,
  render: () => renderCard(changeListCard, listOf(changes, more)),
});

const someChanges: ChangeListInput['changes'] = [
  { view: changeView(), mayApprove: true },
  { view: changeView({ ...twoToGo, id: 13, approvals: [marcus], approvalsNeeded: 2 }), mayApprove: false },
  { view: changeView({ ...staleChange, id: 14 }), mayApprove: true },
];

export const changeShowcase = [
  state('draft', { state: 'draft' }, { offer }),
  state(
    'draft that removes',
    { ...twoToGo, state: 'draft' },
    { offer: { ...offer, command: 'deregister', needsApproval: false } },
  ),
  state('awaiting, for everybody', {}, { tags: ['UK-Kiosk', 'FR-Corp-Laptop'] }),
  state('awaiting the second approver', { approvals: [anna], approvalsNeeded: 2, total: 12 }),
  state('applying', {
    ...approved,
    state: 'applying',
    total: 500,
    counts: { written: 12, waiting: 487, writing: 1 },
    targets: [...changeTargets(2, { state: 'written' }), changeTarget({ position: 2, state: 'writing' })],
  }),
  state('applied', {
    ...approved,
    state: 'applied',
    counts: { written: 2, proven: 1 },
    undoUntil,
    targets: [
      changeTarget({ state: 'written', reason: 'groups-not-updated' }),
      changeTarget({ position: 1, state: 'written', reason: 'profile-not-assigned' }),
      changeTarget({ position: 2, state: 'proven' }),
    ],
  }),
  state('proven with trouble', mostlyProven),
  state('proven', {
    ...approved,
    state: 'proven',
    counts: { proven: 3 },
    undoUntil,
    targets: changeTargets(3, { state: 'proven' }),
  }),
  state('stale', staleChange),
  state('rejected', { state: 'rejected', by: marcus, reason: 'They are kiosks: take DE-Kiosk-Desktop.' }),
  listState('some', someChanges),
  devicesState('trouble', mostlyProven, { number: 0, pages: 25, targets: changeView(mostlyProven).targets }),
];

const ofStates = everyState.flatMap((name) => [
  state(name, { state: name, ...approved, undoUntil, by: anna }),
  state(`${name}, bare`, { state: name, effects: [], prospect: { gains: [], loses: [] }, targets: [] }),
]);

const valuesOfKinds = {
  'group-tag': [{ tag: '' }, { tag: 'UK-Corp-Laptop' }],
  'assigned-user': [{ user: '' }, { user: 'lucy@contoso.com', userName: 'Lucy' }],
  deregister: [{ registration: 'registered' }, { registration: '' }],
  'next-enrolment': [{ nextEnrolment: 'blocked' }, { nextEnrolment: 'allowed' }],
} as const satisfies Readonly<Record<ChangeView['kind'], object>>;

/** A change of each kind, there and back, for one device and for two. */
const ofKinds = Object.entries(valuesOfKinds).flatMap(([kind, [before, after]]) =>
  [1, 2].flatMap((total) =>
    [
      [before, after],
      [after, before],
    ].map(([from = {}, to = {}]) => ({
      kind: kind as ChangeView['kind'],
      wish: to,
      total,
      targets: changeTargets(total, { before: from, after: to }),
    })),
  ),
);

const ofTargets = [
  ...targetStates.map((name) => changeTarget({ state: name })),
  ...targetReasons.map((reason) => changeTarget({ state: 'failed', reason, detail: 'Forbidden' })),
];

/** A change in which every text that others write is the given one. */
export function changeSaying(text: string): Differing {
  const person = { id: 'p', name: text };
  return {
    requester: person,
    by: person,
    approvals: [{ ...person, at: now }],
    wish: { tag: text },
    reason: text,
    effects: Array.from({ length: 20 }, () => text),
    prospect: { profile: text, mode: text, statusPage: text, gains: [text, text], loses: [text] },
    targets: changeTargets(10, {
      serial: text,
      before: { tag: text },
      after: { tag: `${text}!` },
      state: 'failed',
      reason: 'refused-by-graph',
      detail: text,
    }),
    total: 500,
  };
}

export const hostileChanges = (text: string) => {
  const named = JSON.stringify(text.slice(0, 20));
  const saying = changeSaying(text);
  const [target = changeTarget()] = changeView(saying).targets;
  const twenty = Array.from({ length: 20 }, () => target);
  return [
    state(`hostile, awaiting ${named}`, saying, {
      tags: Array.from({ length: 60 }, (_, n) => `${text}${n}`),
    }),
    state(`hostile, rejected ${named}`, { ...saying, state: 'rejected' }),
    state(`hostile, stale ${named}`, { ...saying, state: 'stale' }),
    state(`hostile, applied ${named}`, { ...saying, state: 'applied', autoRule: text, undoUntil }),
    devicesState(`hostile ${named}`, saying, { number: 0, pages: 25, targets: twenty }),
    listState(`hostile ${named}`, [{ view: changeView(saying), mayApprove: true }]),
  ];
};

const longestTags = Array.from({ length: 60 }, (_, n) => `${'W'.repeat(62)}${String(n).padStart(2, '0')}`);

/** Everything the cards of changes can be, beside the showcase. */
export const changeCardStates = [
  ...ofStates,
  ...ofKinds.map((differing) => state(`${differing.kind}, ${differing.total}`, differing)),
  ...ofKinds.map((differing) =>
    state(`draft of ${differing.kind}, ${differing.total}`, { ...differing, state: 'draft' }, { offer }),
  ),
  state('undo of another', { undoes: 9 }),
  state('as many tags as can be chosen', { total: 500 }, { tags: longestTags }),
  state('trouble with Graph', {
    ...approved,
    state: 'applying',
    trouble: { failure: 'throttled', nextTryAt: now + 4 * minute },
  }),
  devicesState(
    'every state and reason',
    { total: 22 },
    { number: 0, pages: 2, targets: ofTargets.slice(0, 20) },
  ),
  devicesState('the rest', { total: 22 }, { number: 1, pages: 2, targets: ofTargets.slice(20) }),
  devicesState('gone page', { total: 2 }, { number: 7, pages: 1, targets: [] }),
  listState('none', []),
  listState('none of mine', [], { reach: 'mine' }),
  listState(
    'more than fit',
    Array.from({ length: 14 }, (_, n) => ({ view: changeView({ id: 100 + n }), mayApprove: true })),
    { reach: 'all', total: 40 },
  ),
];
