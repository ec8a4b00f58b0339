import { renderCard } from '../../../cards/card';
import { createMessages } from '../../../cards/messages';
import { myDeviceCard, myDeviceData, type MyDeviceInput } from '../../../cards/my-device';
import { mySteps, myStates, type MyDevice, type MyState } from '../../../services/my-devices/my-device';
import { minute, now } from './devices';

/** English, and a sentence without one of its values is a failed test. */
const say = createMessages({
  onMissing: (complaint) => {
    throw new Error(complaint);
  },
})('en');

const usual = { medianMs: 34 * minute, p90Ms: 71 * minute, count: 40, ofTag: true };

/** How many steps are done, and what the next one looks like, in each state. */
const progress: Readonly<Record<MyState, readonly [done: number, next: 'now' | 'failed' | 'open']>> = {
  'waiting-for-settings': [1, 'now'],
  registered: [2, 'open'],
  'setting-up': [4, 'now'],
  checking: [6, 'now'],
  ready: [7, 'open'],
  'needs-help': [4, 'failed'],
  'needs-look': [6, 'failed'],
  'other-user': [0, 'open'],
  unclear: [3, 'open'],
};

function myDevice(state: MyState, differing: Partial<MyDevice> = {}): MyDevice {
  const [done, next] = progress[state];
  return {
    registrationId: 'b1c7a3a0-0000-4000-8000-000000000001',
    serial: 'PF1ABCDE',
    model: 'Lenovo ThinkPad T14 Gen 5',
    groupTag: 'UK-Corp-Laptop',
    state,
    steps: mySteps.map((name, at) => ({ name, state: at < done ? 'done' : at === done ? next : 'open' })),
    startedAt: now - 11 * minute,
    newsAt: now - 11 * minute,
    readAt: now,
    ...differing,
  };
}

function shown(name: string, device: MyDevice, differing: Partial<MyDeviceInput> = {}) {
  const input = { say, now, device, others: [], complete: true, usual, ...differing };
  return { name: `my device, ${name}`, render: () => renderCard(myDeviceCard, myDeviceData(input)) };
}

export const myDeviceShowcase = [
  shown('setting up', myDevice('setting-up'), { others: [myDevice('ready')] }),
  shown('ready', myDevice('ready')),
  shown('needs help', myDevice('needs-help')),
];

export const myDeviceStates = [
  ...myStates.map((state) => shown(state, myDevice(state))),
  shown('nothing known of durations', myDevice('registered'), { usual: undefined }),
  shown('durations of all devices', myDevice('registered'), { usual: { ...usual, ofTag: false } }),
  shown('twenty devices', myDevice('setting-up'), {
    others: Array.from({ length: 19 }, () => myDevice('ready')),
    complete: false,
  }),
];

/** Names as a maker or a tenant may have them. */
export function hostileMyDevices(text: string) {
  const device = myDevice('setting-up', { serial: text, model: text });
  return [shown(`named ${text.slice(0, 20)}`, device, { others: [device] })];
}
