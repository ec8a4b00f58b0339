import type { AssessedDevice } from '../../cards/assessed-device';
import { deviceStatusData } from '../../cards/device-status';
import { assessed, deviceStatus, now } from './support/devices';
import { say, sharing } from './support/states';

const twins = sharing(13);
const nth = (number: number) => twins[number - 1] ?? assessed();
const open = (shown: AssessedDevice, among = twins) =>
  deviceStatusData({ say, now, device: shown, others: among.filter((other) => other !== shown) });

it('says which registration is shown and how many others there are', () => {
  const { subtitle, others } = open(nth(3));

  expect(subtitle).toBe('Default string · no group tag · registration 3 of 13');
  expect(others.heading).toBe('12 more registrations have this serial number:');
});

it('tells the others apart by number, state and last contact, and opens them by their ids', () => {
  const { records } = open(nth(1)).others;

  expect(records.map(({ label }) => label)).toEqual([
    '2 of 13 · Default string · no group tag · Waiting · last contact 2 days ago',
    '3 of 13 · Default string · no group tag · Waiting · last contact 3 days ago',
    '4 of 13 · Default string · no group tag · Waiting · last contact 4 days ago',
    '5 of 13 · Default string · no group tag · Waiting · last contact 5 days ago',
    '6 of 13 · Default string · no group tag · Waiting · last contact 6 days ago',
  ]);
  expect(new Set(records.map(({ hint }) => hint)).size).toBe(5);
  expect(records[0]).toMatchObject({
    verb: 'status.refresh',
    data: { serial: 'Default string', id: 'twin-02' },
  });
});

it('lists some, with a word on the rest', () => {
  expect(open(nth(1)).others.more).toBe('and 7 more, which are listed when you open the last of these');
  expect(open(nth(1), twins.slice(0, 7)).others.more).toBe(
    'and 1 more, which is listed when you open the last of these',
  );
  expect(open(nth(1), twins.slice(0, 6)).others.more).toBe('');
});

it('reaches all of them by opening the last one listed, again and again', () => {
  const reached = new Set<string | undefined>();
  let shown = nth(1);
  for (let opened = 0; opened < 3; opened += 1) {
    const { records } = open(shown).others;
    for (const { data } of records) reached.add(data.id);
    shown = twins.find(({ status }) => status.registration.id === records.at(-1)?.data.id) ?? shown;
  }

  expect(reached.size).toBe(13);
});

it('keeps their numbers whatever order they were read in', () => {
  const backwards = [...twins].reverse();

  expect(open(nth(4), backwards).others).toEqual(open(nth(4)).others);
});

it('names one that was never seen, last', () => {
  const unseen = assessed(
    deviceStatus({ registration: { id: 'unseen', serialNumber: 'BARE1', enrollmentState: 'notContacted' } }),
  );

  expect(deviceStatusData({ say, now, device: assessed(), others: [unseen] }).others).toMatchObject({
    heading: 'One more registration has this serial number:',
    records: [{ label: expect.stringMatching(/^2 of 2 · .* · no contact yet$/) as unknown }],
  });
});
