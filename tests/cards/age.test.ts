import { age, duration, inAWhile } from '../../cards/age';
import { day, hour, minute, now } from './support/devices';
import { say } from './support/states';

it.each([
  [0, 'just now'],
  [59_999, 'just now'],
  [-5 * minute, 'just now'],
  [minute, '1 min ago'],
  [89 * minute, '89 min ago'],
  [90 * minute, '1 h ago'],
  [47 * hour, '47 h ago'],
  [2 * day, '2 days ago'],
  [59 * day, '59 days ago'],
  [60 * day, '2 months ago'],
  [729 * day, '24 months ago'],
  [730 * day, '2 years ago'],
])('tells that %i ms ago was %s', (span, words) => {
  expect(age(say, now - span, now)).toBe(words);
});

it.each([
  [0, 'in a moment'],
  [1500, 'in 2 s'],
  [119_000, 'in 119 s'],
  [121_000, 'in 3 min'],
])('tells that a wait of %i ms ends %s', (wait, words) => {
  expect(inAWhile(say, wait)).toBe(words);
});

it.each([
  [0, '0 s'],
  [59_000, '59 s'],
  [42 * minute, '42 min'],
  [hour, '1 h'],
  [72 * minute, '1 h 12 min'],
])('tells that %i ms are %s', (span, words) => {
  expect(duration(say, span)).toBe(words);
});
