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

const titleOf = (id: string) => say(`commands.${id}.title` as 'commands.help.title');
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
  const titles = ready.map(({ id }) => titleOf(id));

  for (const menu of titlesOf(commands)) {
    expect(menu.length).toBeGreaterThan(0);
    expect(titles).toEqual(expect.arrayContaining(menu));
  }
  expect(titlesOf([])).toEqual([[], [], []]);
});

it('has room in Teams for every command that wants to be in a menu', () => {
  for (const scope of ['personal', 'team', 'groupChat'] as const) {
    const wanting = commands.filter(({ menus = [] }) => menus.includes(scope));
    expect({ scope, fits: wanting.length <= mostCommands }).toEqual({ scope, fits: true });
  }
  for (const { title, description } of commandMenu(allReady, say).flatMap((list) => list.commands)) {
    expect(title.length).toBeLessThanOrEqual(32);
    expect(description.length).toBeLessThanOrEqual(128);
  }
});

it('begins with what people come for and ends with help', () => {
  const [personal = [], ...shared] = titlesOf(allReady);

  expect(personal.slice(0, 6)).toEqual(
    ['status', 'my-device', 'watch', 'get-help', 'register', 'explain'].map(titleOf),
  );
  for (const titles of [personal, ...shared]) {
    expect(titles[0]).toBe('Device status');
    expect(titles.at(-1)).toBe('What I can do');
    expect(new Set(titles).size).toBe(titles.length);
  }
});

it('offers where others read along nothing of one’s own, and no file', () => {
  const [personal = [], ...shared] = titlesOf(allReady);
  const own = ['my-device', 'get-help', 'register'].map(titleOf);

  expect(personal).toEqual(expect.arrayContaining(own));
  for (const titles of shared) expect(titles.filter((title) => own.includes(title))).toEqual([]);
});

it('offers what a channel is used for only where there is one', () => {
  const [personal, ...shared] = titlesOf(allReady);

  expect(personal).not.toContain(titleOf('channel'));
  for (const titles of shared) expect(titles).toContain(titleOf('channel'));
});

it('leaves out what belongs to a conversation', () => {
  const menus = titlesOf(allReady.filter(({ id }) => ['smalltalk', 'cancel', 'help'].includes(id)));

  expect(menus).toEqual([['What I can do'], ['What I can do'], ['What I can do']]);
});

it('keeps help as its last line however many there are', () => {
  const many = Array.from({ length: 20 }, () => allReady[0]!);
  const help = allReady.find(({ id }) => id === 'help')!;

  for (const titles of titlesOf([help, ...many])) {
    expect(titles).toHaveLength(mostCommands);
    expect(titles.at(-1)).toBe('What I can do');
  }
});
