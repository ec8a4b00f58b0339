import { readIcons } from '../../manifest/build-package';
import { iconNames, iconProblems } from '../../manifest/icon-check';

const { color, outline } = readIcons();

it.each(iconNames)('takes the %s icon of this app', (name) => {
  expect(iconProblems(name, readIcons()[name])).toEqual([]);
});

it('wants the outline icon white on transparent', () => {
  expect(iconProblems('outline', color)).toEqual([
    'The icon outline.png must be 32 × 32 pixels; it is 192 × 192.',
    'The icon outline.png may only contain white and transparency.',
    'The icon outline.png must have a transparent background.',
  ]);
});

it('wants the colour icon filled', () => {
  expect(iconProblems('color', outline)).toContain('The icon color.png must not be transparent anywhere.');
});

it('says so when a file is no picture', () => {
  expect(iconProblems('color', Buffer.from('GIF89a'))).toEqual(['The icon color.png is not a PNG file.']);
});
