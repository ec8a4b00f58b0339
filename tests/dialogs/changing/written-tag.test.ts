import { createRecognizer } from '../../../bot/recognizer/recognizer';
import { commands } from '../../../dialogs';
import { writtenTag } from '../../../dialogs/changing/written-tag';

const recognizer = createRecognizer(commands);
const written = (text: string, command = 'assign-tag') =>
  writtenTag(text, recognizer.slotsFor(text, command));
const long = 'A'.repeat(300);

describe('a tag that cannot be one arrives as it was written', () => {
  it.each([
    ['tag 5CG4217QHX as "UK,Corp"', 'UK,Corp'],
    ['tag 5CG4217QHX as “UK,Corp”', 'UK,Corp'],
    ["tag 5CG4217QHX as 'UK;Corp'", 'UK;Corp'],
    ['tag 5CG4217QHX as UK,Corp', 'UK,Corp'],
    ['tag 5CG4217QHX as UK"Corp', 'UK"Corp'],
    ['tag 5CG4217QHX as "UK"Corp"', 'UK"Corp'],
    ['tag 5CG4217QHX as [UK]', '[UK]'],
    ['tag 5CG4217QHX as <b>UK</b>', '<b>UK</b>'],
    ['tag 5CG4217QHX as ${x}', '${x}'],
    ['tag 5CG4217QHX ${x}', '${x}'],
    ['tag 5CG4217QHX as UK-Corp-Laptop;DE', 'UK-Corp-Laptop;DE'],
    ['tag 5CG4217QHX as UK-Corp-Laptop\u0007x', 'UK-Corp-Laptop\u0007x'],
    ['set the tag of 5CG4217QHX to "UK, Corp"', 'UK, Corp'],
    ['set the tag "UK,Corp" on 5CG4217QHX', 'UK,Corp'],
    ['give 5CG4217QHX the tag UK|Corp', 'UK|Corp'],
    ['5CG4217QHX should get the tag UK,Corp', 'UK,Corp'],
    ['tag 5CG4217QHX, PF4K7X2N UK,Corp', 'UK,Corp'],
    ['tag these as "UK,Corp"', 'UK,Corp'],
    ['tag the attached devices as ${x}', '${x}'],
    [`tag 5CG4217QHX as ${long}`, long],
    [`tag 5CG4217QHX as "${long} ${long}"`, `${long} ${long}`],
  ])('%s', (text, tag) => {
    expect(written(text)).toBe(tag);
  });

  it.each([
    ['approve 12 with UK,Corp', 'UK,Corp'],
    ['approve request 12 but with tag "UK,Corp"', 'UK,Corp'],
    ['approve #12 with ${x}', '${x}'],
  ])('of an approval, too: %s', (text, tag) => {
    expect(written(text, 'approve')).toBe(tag);
  });

  it('but no longer than a thousand characters', () => {
    expect(written(`tag 5CG4217QHX as "${'A'.repeat(20_000)}"`)).toHaveLength(1_000);
  });
});

describe('a tag that can be one', () => {
  it.each([
    ['tag 5CG4217QHX as UK-Corp-Laptop', 'UK-Corp-Laptop'],
    ['tag 5CG4217QHX as UK-Corp-Laptop, it goes to London.', 'UK-Corp-Laptop'],
    ['tag 5CG4217QHX, PF4K7X2N UK-Corp-Laptop please', 'UK-Corp-Laptop'],
    ['tag these UK-Corp-Laptop', 'UK-Corp-Laptop'],
    ['tag 5CG4217QHX Kiosk', 'Kiosk'],
    ['tag 5CG4217QHX as Clear', 'Clear'],
    ['tag 5CG4217QHX as UK Corp Laptop', 'UK Corp Laptop'],
    ['put UK-Corp-Laptop on 5CG4217QHX', 'UK-Corp-Laptop'],
  ])('is found: %s', (text, tag) => {
    expect(written(text)).toBe(tag);
  });

  it.each([
    'tag 5CG4217QHX',
    'tag 5CG4217QHX please',
    'tag 5CG4217QHX as soon as possible',
    'retag 5CG4217QHX and PF4K7X2N',
    'tag these',
    'tag the devices in this file',
    'clear the tag of 5CG4217QHX',
    'set the tag of 5CG4217QHX to nothing',
    'tag 5CG4217QHX as ""',
    '',
  ])('is not invented: %s', (text) => {
    expect(written(text)).toBeUndefined();
  });

  it.each([
    'approve 12',
    'approve 12 please',
    'approve 12 with thanks',
    'approve 12 as is',
    'approve 12 as requested',
  ])('is not invented: %s', (text) => {
    expect(written(text, 'approve')).toBeUndefined();
  });
});
