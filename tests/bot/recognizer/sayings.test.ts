import { commands } from '../../../dialogs';
import outOfScope from '../../../bot/recognizer/out-of-scope.json';
import { unknownCommand } from '../../../bot/recognizer/reading';
import { sayingOf, sayingsIn, sorted } from './learn-sayings';

describe.each([...commands.map(({ id }) => id), unknownCommand])('the sayings of %s', (id) => {
  it('are sorted, without repetition', () => {
    expect(sayingsIn(id)).toEqual(sorted(sayingsIn(id)));
  });

  it('are what the recognizer learns', () => {
    const learnt = commands.find((command) => command.id === id)?.vocabulary.sayings ?? outOfScope;

    expect(learnt).toEqual(sayingsIn(id));
  });
});

it('masks what a sentence names before it is learnt', () => {
  expect(sayingOf('Tag 5CG1234ABC as  UK-Corp-Laptop')).toBe('tag <serial> as <tag>');
});
