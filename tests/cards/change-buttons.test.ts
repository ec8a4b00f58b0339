import { renderCard } from '../../cards/card';
import { changeCard } from '../../cards/change';
import { changeVerbs } from '../../cards/change-verbs';
import { changeStates, type ChangeState } from '../../services/changes/change';
import { changeOf, offer, undoUntil } from './support/change-states';
import { minute, now } from './support/devices';
import { actionsOf, nodesOf } from './support/teams-client';

type Given = Parameters<typeof changeOf>;

const contentOf = (...given: Given) =>
  renderCard(changeCard, changeOf(...given)).attachment.content as object;
/** What stands in the row of buttons, in its order. */
const labelsOf = (...given: Given) => {
  const { actions } = contentOf(...given) as { actions: { title: string }[] };
  return actions.map(({ title }) => title);
};

describe('the buttons', () => {
  const everybody = { mayApprove: true, isRequester: false, mayUndo: true };
  const nobody = { mayApprove: false, isRequester: false, mayUndo: false };
  const viewers = {
    'a card for everybody': undefined,
    'an admin': everybody,
    'the requester': { ...nobody, isRequester: true },
    'an admin who asked': { ...everybody, isRequester: true },
    'somebody else': nobody,
  };
  const deciding = ['Approve', 'Approve with another tag', 'Reject'];
  const shown: Partial<Record<ChangeState, Record<keyof typeof viewers, readonly string[]>>> = {
    'awaiting-approval': {
      'a card for everybody': [...deciding, 'Withdraw'],
      'an admin': deciding,
      'the requester': ['Withdraw'],
      'an admin who asked': ['Withdraw'],
      'somebody else': [],
    },
    stale: {
      'a card for everybody': ['Renew', 'Withdraw'],
      'an admin': [],
      'the requester': ['Renew', 'Withdraw'],
      'an admin who asked': ['Renew', 'Withdraw'],
      'somebody else': [],
    },
    ...Object.fromEntries(
      (['applied', 'proven', 'failed'] as const).map((state) => [
        state,
        {
          'a card for everybody': ['Undo'],
          'an admin': ['Undo'],
          'the requester': [],
          'an admin who asked': ['Undo'],
          'somebody else': [],
        },
      ]),
    ),
  };
  const names = Object.keys(viewers) as (keyof typeof viewers)[];

  it.each(changeStates.flatMap((state) => names.map((name) => [state, name] as const)))(
    'in the state %s are those of %s',
    (state, name) => {
      const labels = labelsOf({ state, undoUntil }, { viewer: viewers[name] });

      expect(labels).toEqual(shown[state]?.[name] ?? []);
    },
  );

  it('name the change and the revision they were shown at, whatever opens before them', () => {
    const sent = actionsOf(contentOf({ revision: 7 }, { tags: ['UK-Kiosk'] })).filter(
      ({ type, verb }) => type === 'Action.Execute' && verb !== changeVerbs.show,
    );

    expect(sent.map(({ verb }) => verb)).toEqual([
      changeVerbs.approve,
      changeVerbs.approveWith,
      changeVerbs.reject,
      changeVerbs.withdraw,
    ]);
    for (const { data } of sent) expect(data).toEqual({ id: 12, revision: 7 });
  });

  it('offer another tag only where one tag is wished', () => {
    expect(labelsOf({ kind: 'assigned-user', wish: { user: 'lucy@contoso.com' } })).not.toContain(
      deciding[1],
    );
    expect(labelsOf({ undoes: 9 })).not.toContain(deciding[1]);
    expect(changeOf({ wish: { tag: '' } }).tagForms).toHaveLength(1);
  });

  it('undo nothing when the time for it is over', () => {
    expect(labelsOf({ state: 'proven', undoUntil: now + minute })).toEqual(['Undo']);
    expect(labelsOf({ state: 'proven', undoUntil: now })).toEqual([]);
    expect(changeOf({ state: 'proven', undoUntil: now }).headline.notes).toEqual([]);
    expect(labelsOf({ state: 'proven' })).toEqual([]);
  });

  it('lead to all devices when there are more than the card shows', () => {
    expect(labelsOf({ total: 5, state: 'applying' })).toEqual([]);
    expect(labelsOf({ total: 6, state: 'applying' })).toEqual(['All 6 devices']);
    expect(changeOf({ total: 6 }).last.at(-1)).toMatchObject({
      verb: changeVerbs.devices,
      data: { id: 12, page: 0 },
    });
  });
});

describe('the offer', () => {
  it('has the buttons of its request, and none that decide about a change', () => {
    const { first, last, refresh } = changeOf({ state: 'draft' }, { offer });

    expect(labelsOf({ state: 'draft' }, { offer })).toEqual(['Ask for approval', 'Cancel']);
    expect(first.map(({ verb }) => verb)).toEqual(['assign-tag.confirm', 'assign-tag.withdraw']);
    for (const { data } of first) expect(data).toEqual({ id: 144, revision: 1 });
    expect(last).toEqual([]);
    expect(refresh.data).toEqual({ id: 12 });
  });

  it('says whether somebody else has to approve', () => {
    const alone = { ...offer, needsApproval: false };

    expect(changeOf({ state: 'draft' }, { offer }).headline.text).toBe(
      'Please confirm. Then somebody else has to approve it.',
    );
    expect(changeOf({ state: 'draft' }, { offer: alone }).headline.text).toBe(
      'Please confirm. Nothing has been done yet.',
    );
    expect(labelsOf({ state: 'draft' }, { offer: alone })).toEqual(['Do it now', 'Cancel']);
    const [way] = changeOf({ state: 'draft' }, { offer: alone }).ways;
    expect(way?.steps.map(({ label }) => label)).toEqual(['Asked', 'Written', 'Proven']);
  });

  it('is none any more once it was confirmed', () => {
    expect(labelsOf({}, { offer, viewer: { mayApprove: false, isRequester: true, mayUndo: false } })).toEqual(
      ['Withdraw'],
    );
  });

  it('has the serial number typed, or the number of devices, before devices are removed', () => {
    const removal = { kind: 'deregister', state: 'draft', wish: { registration: '' } } as const;
    const [one] = nodesOf(contentOf({ ...removal, total: 1 }, { offer })).filter(({ id }) => id === 'typed');
    const [two] = nodesOf(contentOf({ ...removal, total: 2 }, { offer })).filter(({ id }) => id === 'typed');

    expect(one).toMatchObject({
      isRequired: true,
      label: 'To confirm, type the serial number 5CG4217QH0',
    });
    expect(two).toMatchObject({ isRequired: true, label: 'To confirm, type the number of devices: 2' });
    const [confirm, cancel] = changeOf(removal, { offer }).first;
    expect([confirm?.inputs, confirm?.style, cancel?.inputs]).toEqual(['auto', 'destructive', 'none']);
    expect(
      changeOf(removal, { offer })
        .remarks.map(({ text }) => text)
        .join(' '),
    ).toMatch(/BitLocker.+hybrid/);
    expect(changeOf({ state: 'draft' }, { offer }).typed).toEqual([]);
  });
});

describe('another tag', () => {
  const inputsOf = (...given: Given) => nodesOf(contentOf(...given)).filter(({ id }) => id === 'tag');

  it('is chosen from those that may be given, without the one that was asked for', () => {
    const tags = ['UK-Kiosk', 'UK-Corp-Laptop', 'UK-Kiosk', ' ', 'x'.repeat(65)];

    expect(inputsOf({}, { tags })).toMatchObject([
      {
        type: 'Input.ChoiceSet',
        style: 'filtered',
        isRequired: true,
        choices: [{ title: 'UK-Kiosk', value: 'UK-Kiosk' }],
      },
    ]);
  });

  it.each([
    ['none are known', undefined],
    ['there is no other', ['UK-Corp-Laptop']],
    ['there are more than fit', Array.from({ length: 61 }, (_, n) => `UK-${n}`)],
  ])('is written when %s', (_, tags) => {
    expect(inputsOf({}, { tags })).toMatchObject([{ type: 'Input.Text', isRequired: true, maxLength: 64 }]);
  });
});

it('asks whoever rejects for a reason', () => {
  const [reason] = nodesOf(contentOf()).filter(({ id }) => id === 'reason');

  expect(reason).toMatchObject({ type: 'Input.Text', isMultiline: true, isRequired: true, maxLength: 300 });
});

it('says before it is undone what that puts back', () => {
  const [form] = changeOf({ state: 'proven', undoUntil }).undoForms;

  expect(form?.text).toMatch(/^Puts back what 3 devices had before\./);
  expect(form?.send).toMatchObject({ label: 'Put it back', verb: changeVerbs.undo });
});

describe('what Teams asks for by itself', () => {
  const refreshOf = (...given: Given) => (contentOf(...given) as { refresh?: unknown }).refresh;

  it('is the card of whoever looks, for everybody in the conversation', () => {
    expect(refreshOf()).toEqual({
      action: expect.objectContaining({ type: 'Action.Execute', verb: changeVerbs.show, data: { id: 12 } }),
    });
  });

  it('stays on the card of somebody who can decide nothing, for others decide meanwhile', () => {
    expect(
      refreshOf({}, { viewer: { mayApprove: false, isRequester: false, mayUndo: false } }),
    ).toBeDefined();
  });

  it.each(changeStates)('is asked for in the state %s only if something can still be decided', (state) => {
    const isOpen = labelsOf({ state, undoUntil }).length > 0;

    expect(refreshOf({ state, undoUntil }) !== undefined).toBe(isOpen);
    expect(refreshOf({ state, undoUntil: now }) !== undefined).toBe(
      state === 'awaiting-approval' || state === 'stale',
    );
  });
});
