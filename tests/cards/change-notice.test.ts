import { changeNotices } from '../../cards/change-notice';
import { approved, changeTarget, changeView, mostlyProven } from './support/change-states';
import { say } from './support/states';

type Name = keyof typeof changeNotices;

const mention = '<at>Sofie</at>';
const told = (name: Name, ...given: Parameters<typeof changeView>) =>
  changeNotices[name](say, changeView(...given), mention);
const marcus = { id: 'marcus', name: 'Marcus Hale' };
const what = '12 (Group tag UK-Corp-Laptop for 3 devices)';

it.each<[Name, Parameters<typeof changeView>[0], string]>([
  [
    'approved',
    approved,
    `your request ${what} was approved by Anna Lindqvist. I am on it, and tell you how it ends.`,
  ],
  [
    'approved',
    { autoRule: 'admin' },
    `your request ${what} needs nobody else's approval. I am on it, and tell you how it ends.`,
  ],
  [
    'rejected',
    { by: marcus, reason: 'They are kiosks.' },
    `your request ${what} was rejected by Marcus Hale: “They are kiosks.” Nothing was changed.`,
  ],
  [
    'applied',
    { counts: { written: 3 } },
    `request ${what} is written: 3 of 3. I watch until it shows, and tell you.`,
  ],
  ['proven', { counts: { proven: 3 } }, `request ${what} is done and proven: 3 of 3.`],
  [
    'stale',
    { reason: 'One has another tag' },
    `your request ${what} waits for you: something changed meanwhile, so I did nothing (One has another tag). Renew or withdraw it on its card.`,
  ],
  [
    'expired',
    {},
    `your request ${what} has lapsed: nobody went on with it in time. Nothing was changed. Ask again if it is still wanted.`,
  ],
  ['undone', { undoneBy: 14 }, `request ${what} was undone by request 14.`],
])('tells who is mentioned that it is %s: %j', (name, differing, text) => {
  expect(told(name, differing)).toBe(`${mention}, ${text}`);
});

it('reminds one person, or whoever reads it', () => {
  const reminder =
    'Request 12 by Sofie Berg (Group tag UK-Corp-Laptop for 3 devices) still waits for approval, until 2026-03-05 09:00 UTC.';

  expect(told('reminder')).toBe(`${mention} ${reminder}`);
  expect(changeNotices.reminder(say, changeView(), '')).toBe(reminder);
});

describe('trouble', () => {
  const target = changeTarget({ state: 'unproven', reason: 'profile-not-assigned' });

  it('is counted, and told of the first device with where it stopped', () => {
    expect(told('proven', mostlyProven)).toBe(
      `${mention}, request 12 (Group tag UK-Corp-Laptop for 500 devices) is through: 497 of 500 proven, 3 devices need a look. ` +
        '5CG4217QH0: Microsoft Graph refused the change. An administrator tries it in the Intune admin center. The card says it for each device.',
    );
  });

  it('is told of writes that did not come to what was promised', () => {
    expect(told('failed', { counts: { unproven: 3 }, targets: [target] })).toMatch(
      /was written to 3 of 3, but none of it is proven\. 5CG4217QH0: The groups are right, /,
    );
    expect(told('failed', { counts: { failed: 3 } })).toMatch(/was not done on any device\.$/);
  });

  it('is not what is only on its way', () => {
    const targets = [changeTarget({ state: 'written', reason: 'groups-not-updated' }), target];

    expect(told('applied', { counts: { written: 2, unproven: 1 }, targets })).toMatch(
      /written: 3 of 3\. 1 device needs a look\. 5CG4217QH0: The groups are right/,
    );
  });
});

it.each(Object.keys(changeNotices) as Name[])('shows as text what people and tenants wrote: %s', (name) => {
  const marks = '**b** [x](https://example.com)';
  const text = told(name, {
    wish: { tag: marks },
    requester: { id: 'p', name: marks },
    by: { id: 'p', name: marks },
    approvals: [{ id: 'p', name: marks, at: 0 }],
    reason: marks,
    counts: { failed: 3 },
    targets: [changeTarget({ serial: marks, state: 'failed', reason: 'gone' })],
  });

  expect(text.startsWith(mention)).toBe(true);
  expect(text.slice(mention.length)).not.toMatch(/(?<!\\)[*[\]]/);
});
