import { clusterNews, freshDevices, type Told } from '../../../services/alerts/cluster-news';
import type { FailedDevice } from '../../../services/alerts/failure-cluster';
import { hour, now } from './support';

const devices = (count: number, failedAt = now, from = 0): FailedDevice[] =>
  Array.from({ length: count }, (_, n) => ({ serial: `SN${from + n}`, failedAt }));
const known = (count: number, told = count, lastFailedAt = now): Told => ({
  told,
  lastFailedAt,
  devices: devices(count, lastFailedAt),
});

it.each([
  ['nobody was told', devices(3), undefined, 'first'],
  ['nothing is new', devices(3), known(3), 'none'],
  ['some have left the last day', devices(3), known(9, 6), 'none'],
  ['one more', devices(4), known(3), 'more'],
  ['one short of twice as many', devices(5), known(3), 'more'],
  ['twice as many', devices(6), known(3), 'grown'],
  ['twice as many, of which most are seen no more', devices(3, now, 3), known(3), 'grown'],
  ['the same device again', devices(3, now + hour), known(3), 'more'],
  ['after less than a quiet day', devices(3, now + 24 * hour), known(3), 'more'],
  ['after a quiet day', devices(3, now + 24 * hour + 1), known(3), 'first'],
] as const)('says what there is to tell: %s', (_, found, told, news) => {
  expect(clusterNews(found, told, false)).toBe(news);
});

it('tells nothing in a message of its own while it is muted', () => {
  expect(clusterNews(devices(3), undefined, true)).toBe('none');
  expect(clusterNews(devices(3, now + 25 * hour), known(3), true)).toBe('none');
  expect(clusterNews(devices(6), known(3), true)).toBe('more');
  expect(clusterNews(devices(6), known(6, 3), true)).toBe('none');
});

it('makes up for it when the mute is over', () => {
  expect(clusterNews(devices(6), known(6, 3), false)).toBe('grown');
});

it('knows a device in any spelling', () => {
  const spelt = devices(3).map(({ serial, failedAt }) => ({ serial: ` ${serial.toLowerCase()}`, failedAt }));

  expect(freshDevices(spelt, known(3))).toEqual([]);
});
