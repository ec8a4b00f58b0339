import { createMessages } from '../../cards/messages';
import { commands } from '../../dialogs';
import type { Command } from '../../dialogs/command';
import { commandMenu, mostCommands } from '../../manifest/command-menu';

const say = createMessages()('en');

/** As if all commands could be carried out already. */
const allReady = commands.map((command): Command => ({
  ...command,
  createDialog: () => {
    throw new Error('A menu begins no dialog.');
  },
}));

const titlesOf = (list: readonly Command[]) =>
  commandMenu(list, say).map(({ commands: menu }) => menu.map(({ title }) => title));

it('offers each scope once', () => {
  expect(commandMenu(commands, say).flatMap(({ scopes }) => scopes)).toEqual([
    'personal',
    'team',
    'groupChat',
  ]);
});

it('offers exactly what the bot can carry out, in words of the catalogue', () => {
  const ready = commands.filter(({ createDialog }) => createDialog !== undefined);
  const titles = ready.map(({ id }) => say(`commands.${id}.title` as 'commands.help.title'));
  const [personal = []] = titlesOf(commands);

  expect(personal.length).toBeGreaterThan(0);
  expect(titles).toEqual(expect.arrayContaining(personal));
  expect(titlesOf([])).toEqual([[], []]);
});

it('begins with what people come for and ends with help, within the limits of Teams', () => {
  for (const titles of titlesOf(allReady)) {
    expect(titles).toHaveLength(mostCommands);
    expect(titles[0]).toBe('Device status');
    expect(titles.at(-1)).toBe('What I can do');
    expect(new Set(titles).size).toBe(mostCommands);
  }
  for (const { title, description } of commandMenu(allReady, say).flatMap((list) => list.commands)) {
    expect(title.length).toBeLessThanOrEqual(32);
    expect(description.length).toBeLessThanOrEqual(128);
  }
});

it('leaves out what takes a file where Teams gives bots no files', () => {
  const [personal, inTeams] = titlesOf(allReady);

  expect(personal).toContain('Register devices');
  expect(inTeams).not.toContain('Register devices');
});

it('leaves out what belongs to a conversation', () => {
  const titles = titlesOf(allReady.filter(({ id }) => ['smalltalk', 'cancel', 'help'].includes(id)));

  expect(titles).toEqual([['What I can do'], ['What I can do']]);
});
