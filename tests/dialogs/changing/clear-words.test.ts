import { asksToClear } from '../../../dialogs/changing/clear-words';

describe('words that ask for no tag', () => {
  it.each([
    'clear the tag of 5CG4217QHX',
    'CLEAR THE TAG OF 5CG4217QHX',
    'Clear tags of 5CG4217QHX and PF4K7X2N',
    'clear tag 5CG4217QHX',
    "clear 5CG4217QHX's tag",
    'remove the group tag from 5CG4217QHX',
    'please remove the tag UK-Corp-Laptop from 5CG4217QHX',
    'could you please remove the wrong tag from 5CG4217QHX, thanks',
    'clear the tag "DE-Clear-Desk" of 5CG4217QHX',
    'delete the tag of 7XK2QY3',
    'strip the tags from all of these',
    'remove the tags from the attached devices',
    'get rid of the tag on 5CG4217QHX',
    'take the tag off 5CG4217QHX',
    "take 5CG4217QHX's tag away",
    'untag 5CG4217QHX',
    'un-tag these',
    'set the tag of 5CG4217QHX to nothing',
    'set the tag of 5CG4217QHX to ""',
    'tag 5CG4217QHX with nothing',
    'make the tag of 5CG4217QHX empty',
    '5CG4217QHX should have no tag',
    'leave 5CG4217QHX without a tag',
    'the tag of 5CG4217QHX should be removed',
    'entferne den Gruppentag von 5CG4217QHX',
    'enlève l’étiquette de 5CG4217QHX',
    'quita la etiqueta de 5CG4217QHX',
  ])('are: %s', (text) => {
    expect(asksToClear(text)).toBe(true);
  });

  it('are found behind five hundred serials', () => {
    const serials = Array.from({ length: 500 }, (_, at) => `5CG${String(1_000_000 + at)}`);

    expect(asksToClear(`${serials.join('\n')}\nremove their tags`)).toBe(true);
    expect(asksToClear(`${serials.join('\n')}\ntag them UK-Clear-Desk`)).toBe(false);
  });
});

describe('words that ask for a tag, or for nothing of the kind', () => {
  it.each([
    'tag 5CG4217QHX as DE-Remove-Laptop',
    'tag 5CG4217QHX as UK-Clear-Desk',
    'tag 5CG4217QHX as Clear',
    'tag 5CG4217QHX as removed',
    'tag 5CG4217QHX Clear_Room',
    'tag 5CG4217QHX as "Remove tag"',
    "tag 5CG4217QHX as 'no tag'",
    'set the tag of 5CG4217QHX to “clear the tag”',
    'use the tag Remove for 5CG4217QHX',
    'the tag of 5CG4217QHX should be UK-Empty-Room',
    'change the tag of 5CG4217QHX from UK-Remove-Laptop to DE-Corp-Laptop',
    'remove the old tag of 5CG4217QHX and set UK-Corp-Laptop',
    'clear the tag of 5CG4217QHX, then tag it UK-Corp-Laptop',
    'do not clear the tag of 5CG4217QHX',
    "don't remove the tag from 5CG4217QHX",
    'never untag 5CG4217QHX',
    'what happens if I clear the tag of 5CG4217QHX?',
    'which devices have no tag?',
    'is the tag of 5CG4217QHX cleared?',
    'remove 5CG4217QHX from Autopilot',
    'remove the user of 5CG4217QHX and tag it UK-Corp-Laptop',
    'remove 5CG4217QHX and tag 7XK2QY3 as UK-Corp-Laptop',
    'tag 5CG4217QHX as UK-Corp-Laptop and clear the user',
    'make it clear that 5CG4217QHX gets the tag UK-Corp-Laptop',
    'tag 5CG4217QHX',
    'tag 5CG4217QHX as ${clear}',
    'clear',
    '',
  ])('are: %s', (text) => {
    expect(asksToClear(text)).toBe(false);
  });
});
