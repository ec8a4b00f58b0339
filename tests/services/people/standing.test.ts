import { raises, together, type Standing } from '../../../services/people/standing';
import { mayHandleTag } from '../../../services/people/tag-scope';

const helpdesk: Standing = { role: 'helpdesk' };
const forUk: Standing = { role: 'helpdesk', tagPrefixes: ['UK-'] };
const forIreland: Standing = { role: 'helpdesk', tagPrefixes: ['IE-', 'uk-'] };
const admin: Standing = { role: 'admin' };

describe('several standings together', () => {
  it.each<[string, readonly Standing[], Standing]>([
    ['none make an employee', [], { role: 'employee' }],
    ['the highest role wins', [helpdesk, admin, { role: 'employee' }], admin],
    [
      'tag prefixes are united, each once',
      [forUk, forIreland],
      { role: 'helpdesk', tagPrefixes: ['uk-', 'IE-'] },
    ],
    ['unlimited wins over limited', [forUk, helpdesk], helpdesk],
    ['an employee is no unlimited helpdesk', [forUk, { role: 'employee' }], forUk],
    ['an admin is never limited', [{ role: 'admin', tagPrefixes: ['UK-'] }, forUk], admin],
  ])('%s', (_, standings, expected) => {
    expect(together(standings)).toEqual(expected);
    expect(together(standings.toReversed()).role).toBe(expected.role);
  });

  it.each<[boolean, Standing, Standing]>([
    [true, forUk, forIreland],
    [true, forUk, helpdesk],
    [true, helpdesk, admin],
    [false, helpdesk, forUk],
    [false, forUk, forUk],
    [false, admin, helpdesk],
  ])('%s: to %j something is added by %j', (expected, standing, another) => {
    expect(raises(standing, another)).toBe(expected);
  });
});

describe('who looks after a device', () => {
  it.each<[boolean, string, Standing, string | undefined]>([
    [true, 'an unlimited helpdesk person, any device', helpdesk, 'DE-Corp-Laptop'],
    [true, 'an unlimited helpdesk person, a device without tag', helpdesk, undefined],
    [true, 'a limited one, whatever the case', forUk, 'uk-corp-laptop'],
    [true, 'a limited one, the prefix alone', forUk, 'UK-'],
    [false, 'a limited one, another tag', forUk, 'DE-UK-Laptop'],
    [false, 'a limited one, a part of the prefix', forUk, 'UK'],
    [false, 'a limited one, no tag', forUk, undefined],
    [false, 'a limited one, an empty tag', forUk, ' '],
    [false, 'somebody limited to nothing', { role: 'helpdesk', tagPrefixes: [] }, 'UK-Corp'],
    [false, 'an employee', { role: 'employee' }, 'UK-Corp'],
    [false, 'an employee with a left-over prefix', { role: 'employee', tagPrefixes: ['UK-'] }, 'UK-Corp'],
    [true, 'an admin', admin, undefined],
  ])('%s: %s', (expected, _, standing, tag) => {
    expect(mayHandleTag(standing, tag)).toBe(expected);
  });
});
