import { renderCard } from '../../cards/card';
import { changeCard } from '../../cards/change';
import type { ChangeView } from '../../services/changes/change';
import {
  approved,
  changeOf,
  changeSaying,
  changeTargets,
  mostlyProven,
  undoUntil,
} from './support/change-states';
import { minute, now } from './support/devices';
import { textsOf } from './support/teams-client';

type Given = Parameters<typeof changeOf>;

const contentOf = (...given: Given) =>
  renderCard(changeCard, changeOf(...given)).attachment.content as object;
const headlineOf = (...given: Given) => {
  const { style, text, notes } = changeOf(...given).headline;
  return [style, text, ...notes.map((note) => note.text)];
};
const stepsOf = (...given: Given) =>
  changeOf(...given).ways.flatMap(({ steps }) => steps.map(({ symbol, label }) => `${symbol} ${label}`));

const anna = { id: 'anna', name: 'Anna Lindqvist' };

describe('the title', () => {
  it.each<[ChangeView['kind'], object, string, string]>([
    [
      'group-tag',
      { tag: 'UK-Kiosk' },
      'Group tag UK-Kiosk for 5CG4217QH0',
      'Group tag UK-Kiosk for 2 devices',
    ],
    ['group-tag', { tag: '' }, 'Remove the group tag of 5CG4217QH0', 'Remove the group tag of 2 devices'],
    [
      'assigned-user',
      { user: 'lucy@contoso.com' },
      'Assign lucy@contoso.com to 5CG4217QH0',
      'Assign lucy@contoso.com to 2 devices',
    ],
    [
      'assigned-user',
      { user: '' },
      'Remove the assigned user of 5CG4217QH0',
      'Remove the assigned user of 2 devices',
    ],
    ['deregister', { registration: '' }, 'Deregister 5CG4217QH0', 'Deregister 2 devices'],
    [
      'next-enrolment',
      { nextEnrolment: 'allowed' },
      'Allow the next enrolment of 5CG4217QH0',
      'Allow the next enrolment of 2 devices',
    ],
  ])('names what %s does to one device and to several: %j', (kind, wish, one, two) => {
    expect(changeOf({ kind, wish: { ...wish }, total: 1 }).title).toBe(one);
    expect(changeOf({ kind, wish: { ...wish }, total: 2 }).title).toBe(two);
  });

  it('names the request that is undone', () => {
    expect(changeOf({ undoes: 9 }).title).toBe('Undo request 9: 3 devices');
  });
});

describe('the headline', () => {
  it.each<[string, Given[0], readonly string[]]>([
    ['one approval', {}, ['accent', 'Waits for approval until 2026-03-05 09:00 UTC.']],
    [
      'two approvals',
      { approvalsNeeded: 2 },
      ['accent', 'Waits for 2 approvals until 2026-03-05 09:00 UTC.'],
    ],
    [
      'the second approval',
      { ...approved, approvalsNeeded: 2 },
      ['accent', 'Approved by Anna Lindqvist. Waits for a second approval until 2026-03-05 09:00 UTC.'],
    ],
    [
      'its work',
      { ...approved, state: 'approved' },
      ['accent', 'Approved by Anna Lindqvist. I begin in a moment.'],
    ],
    [
      'its work, by a rule',
      { state: 'approved', autoRule: 'first-tag' },
      ['accent', 'Approved by rule: it is the first tag of these devices. I begin in a moment.'],
    ],
    [
      'its work, by a rule of tomorrow',
      { state: 'approved', autoRule: 'new' },
      ['accent', 'Approved by a rule that is set here: nobody else has to. I begin in a moment.'],
    ],
    [
      'its writes',
      {
        ...approved,
        state: 'applying',
        total: 500,
        counts: { written: 10, failed: 2, waiting: 487, writing: 1 },
      },
      ['accent', 'Being written: 12 of 500.', 'Approved by Anna Lindqvist.'],
    ],
    [
      'its profile',
      { ...approved, state: 'applied', counts: { written: 3 } },
      [
        'accent',
        'Written: 3 of 3. Waiting for the profile Corp Laptop London.',
        'Approved by Anna Lindqvist.',
      ],
    ],
    [
      'what it shows, where no profile is promised',
      {
        state: 'applied',
        counts: { written: 2, failed: 1 },
        prospect: { profile: null, gains: [], loses: [] },
      },
      ['warning', 'Written: 2 of 3. I read it back until it shows.'],
    ],
    [
      'nothing: proven',
      { state: 'proven', counts: { proven: 3 }, undoUntil },
      [
        'good',
        'Done and proven: the profile is Corp Laptop London.',
        'It can be undone until 2026-03-03 05:00 UTC.',
      ],
    ],
    [
      'a look',
      { ...mostlyProven, approvals: [], undoUntil: now },
      ['warning', 'Proven: 497 of 500. 3 devices need a look.'],
    ],
    [
      'help: nothing was written',
      { state: 'failed', counts: { failed: 3 } },
      ['attention', 'Not done on any device. Each of them says below why.'],
    ],
    [
      'help: nothing was proven',
      { state: 'failed', counts: { unproven: 2, failed: 1 } },
      ['attention', 'Written: 2 of 3, but none of it is proven. The devices say below why.'],
    ],
    [
      'nothing: rejected',
      { state: 'rejected', by: anna, reason: ' Take DE-Kiosk. ' },
      ['attention', 'Rejected by Anna Lindqvist: “Take DE-Kiosk.”', 'Nothing was changed.'],
    ],
    [
      'nothing: withdrawn',
      { state: 'withdrawn' },
      ['emphasis', 'Withdrawn by Sofie Berg. Nothing was changed.'],
    ],
    [
      'nothing: expired',
      { state: 'expired' },
      [
        'emphasis',
        'Lapsed: nobody went on with it in time. Nothing was changed. Ask again if it is still wanted.',
      ],
    ],
    [
      'its requester: stale',
      { state: 'stale', reason: '5CG4217QH0 has the group tag UK-Shared now.' },
      [
        'warning',
        'Something changed meanwhile, so I did nothing.',
        '5CG4217QH0 has the group tag UK-Shared now.',
        'Renew looks at the devices again and asks anew; Withdraw ends the request.',
      ],
    ],
    ['nothing: undone', { state: 'undone', undoneBy: 14 }, ['emphasis', 'Undone by request 14.']],
  ])('says that it waits for %s', (_, differing, expected) => {
    expect(headlineOf(differing)).toEqual(expected);
  });

  it('says of trouble what it is, that nothing is lost, and when it is tried again', () => {
    const trouble = { failure: 'unavailable', nextTryAt: now + 4 * minute } as const;

    expect(headlineOf({ state: 'applying', trouble }).at(-1)).toBe(
      'Microsoft Graph has a problem on its side. Nothing is lost and nothing is done twice. Next try in 4 min.',
    );
  });

  it('is spoken with what it is about', () => {
    expect(changeOf().summary).toBe(
      'Group tag UK-Corp-Laptop for 3 devices. Request 12 by Sofie Berg: Waits for approval until 2026-03-05 09:00 UTC.',
    );
  });
});

describe('the steps', () => {
  it.each<[Given[0], string]>([
    [{}, '✔ Asked, ● Approved, ○ Written, ○ Proven'],
    [{ state: 'applying', counts: { waiting: 3 } }, '✔ Asked, ✔ Approved, ● Written, ○ Proven'],
    [{ state: 'applying', autoRule: 'admin' }, '✔ Asked, ● Written, ○ Proven'],
    [{ state: 'applied', counts: { written: 3 } }, '✔ Asked, ✔ Approved, ✔ Written, ● Proven'],
    [{ state: 'applied', counts: { written: 2, failed: 1 } }, '✔ Asked, ✔ Approved, ! Written, ● Proven'],
    [{ state: 'proven', counts: { proven: 3 } }, '✔ Asked, ✔ Approved, ✔ Written, ✔ Proven'],
    [{ state: 'proven', counts: { proven: 2, unproven: 1 } }, '✔ Asked, ✔ Approved, ✔ Written, ! Proven'],
    [{ state: 'failed', counts: { unproven: 3 } }, '✔ Asked, ✔ Approved, ✔ Written, ✖ Proven'],
    [{ state: 'failed', counts: { failed: 3 } }, '✔ Asked, ✔ Approved, ✖ Written, ○ Proven'],
    [{ state: 'stale' }, '✔ Asked, ! Approved, ○ Written, ○ Proven'],
    [{ state: 'rejected' }, ''],
  ])('show how far it came: %j', (differing, steps) => {
    expect(stepsOf(differing).join(', ')).toBe(steps);
  });
});

describe('where it leads', () => {
  const leadsOf = (prospect: NonNullable<Given[0]>['prospect']) =>
    changeOf({ ...(prospect && { prospect }) }).leads.map(({ label, value, note }) => [label, value, note]);

  it('is profile, mode, status page and groups', () => {
    expect(changeOf().leads.map(({ label, value, note }) => [label, value, note])).toEqual([
      ['Leads to', 'Corp Laptop London', 'user-driven, joins Entra · status page Laptops'],
      ['Joins', 'Autopilot UK laptops', ''],
      ['Leaves', 'Autopilot UK kiosks', ''],
    ]);
  });

  it('tells no profile from one that is not certain', () => {
    expect(leadsOf({ profile: null, gains: [], loses: [] })).toEqual([
      ['Leads to', 'None: Windows sets itself up without Autopilot', ''],
    ]);
    expect(leadsOf({ gains: [], loses: [] })[0]?.[1]).toMatch(/^Not certain/);
  });
});

describe('what people and tenants wrote', () => {
  const marks = '**b** [x](https://example.com) ${id} <at>all</at>';

  it('stands on the card as they wrote it', () => {
    const texts = textsOf(contentOf({ ...changeSaying(marks), state: 'rejected', total: 3 }));

    expect(texts).toContain(`Group tag ${marks} for 3 devices`);
    expect(texts).toContain(`Request 12 by ${marks}`);
    expect(texts).toContain(`Rejected by ${marks}: “${marks}”`);
  });

  it('is cut where it is long, but a tag to choose never is', () => {
    const long = 'y'.repeat(2000);
    const tag = 'W'.repeat(64);
    const texts = textsOf(contentOf({ ...changeSaying(long) }, { tags: [tag] }));

    expect(Math.max(...texts.map((text) => text.length))).toBeLessThan(400);
    expect(changeOf({}, { tags: [tag] }).tagForms[0]?.lists[0]?.choices).toEqual([
      { title: tag, value: tag },
    ]);
  });

  it('leaves the card of 500 devices far below what Teams takes', () => {
    const long = changeSaying('5CG4217QHX-'.repeat(30));
    const json = JSON.stringify(contentOf({ ...long, total: 500, targets: changeTargets(500) }));

    expect(Buffer.byteLength(json)).toBeLessThan(14 * 1024);
  });
});
