import { auditState, intuneEntry, ownEntry } from './support/audit-states';
import { now } from './support/devices';
import { textsOf } from '../support/teams-connector';

const shown = (...given: Parameters<typeof auditState>) => {
  const { attachment, summary } = auditState(...given).render();
  return { text: textsOf(attachment.content).replaceAll('\\', ''), summary };
};

it('says who, what, before and after, when, the result and who recorded it', () => {
  const { text } = shown('one of each', { entries: [ownEntry(), intuneEntry({ result: 'failed' })] });

  expect(text).toContain('Anna Lindqvist · admin\nSet a group tag: carried out');
  expect(text).toContain('Group tag: UK-Corp-Laptop → FR-Corp-Laptop');
  expect(text).toMatch(/3 h ago \(\d{4}-\d\d-\d\d \d\d:\d\d UTC\) · done · this bot · request 144/);
  expect(text).toMatch(/12 days ago \(.+ UTC\) · failed · Intune/);
});

it('tells in its summary the latest entry, or that there is none', () => {
  expect(shown('one', { entries: [ownEntry()] }).summary).toBe(
    'History of 5CG4217QHX: the latest is “Set a group tag: carried out”, by Anna Lindqvist · admin.',
  );
  expect(shown('none', {}).summary).toBe('History of 5CG4217QHX: Nothing was recorded.');
});

it('names the device of an entry only where several could be meant', () => {
  const one = shown('one', { entries: [ownEntry()] });
  const several = shown(
    'several',
    { entries: [ownEntry()] },
    { subject: { type: 'devices', serials: ['5CG4217QHX', 'PF4K7X2N'] } },
  );

  expect(one.text.match(/5CG4217QHX/g)).toHaveLength(1);
  expect(several.text).toContain('this bot · 5CG4217QHX');
});

it('shows a command, an action and a field that it has no words for as they were recorded', () => {
  const changes = [{ name: 'bootOrder', before: 'disk', after: 'network' }];
  const { text } = shown('odd', { entries: [ownEntry({ command: 'wipe', action: 'queued', changes })] });

  expect(text).toContain('wipe: queued');
  expect(text).toContain('bootOrder: disk → network');
});

it('counts the changes that it does not show', () => {
  const changes = Array.from({ length: 9 }, (_, n) => ({ name: `field${n}`, after: 'x' }));

  expect(shown('many', { entries: [ownEntry({ changes })] }).text).toContain('and 5 more changes');
});

it('says how far Intune was read', () => {
  const { text } = shown('bounded', { intune: { state: 'incomplete', readBackTo: now } });

  expect(text).toContain('I read it back to');
});
