import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { commands } from '../dialogs';
import people from '../services/demo/people.json';

const root = path.resolve(__dirname, '..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
/** Tables are aligned by the formatter; their words are what counts. */
const readTables = (file: string) => read(file).replace(/ {2,}/g, ' ');

it('names in .env.example exactly the variables that the configuration reads', () => {
  const files = readdirSync(path.join(root, 'bot', 'config'));
  const sources = files.map((file) => read(`bot/config/${file}`)).join('\n');
  const known = new Set(sources.match(/'[A-Z][A-Za-z_]{1,}'/g)!.map((quoted) => quoted.slice(1, -1)));
  const documented = [...read('.env.example').matchAll(/^([A-Za-z_]+)=/gm)].map(([, name]) => name!);

  expect(documented.filter((name) => !known.has(name))).toEqual([]);
  const variables = [...known].filter((name) =>
    /^(MicrosoftApp\w+|[A-Z]+(_[A-Z]+)+$|PORT$|HOST$|PLAYGROUND$|CI$)/.test(name),
  );
  expect(variables.filter((name) => !documented.includes(name))).toEqual([]);
});

it('documents every variable of .env.example in the README', () => {
  const readme = readTables('README.md');
  const variables = [...read('.env.example').matchAll(/^([A-Za-z_]+)=/gm)].map(([, name]) => name!);

  expect(variables.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
});

it('names the people of the demo tenant in the README and the Playground as they are', () => {
  const readme = readTables('README.md');
  const playground = parse(read('.m365agentsplayground.yml')) as {
    tenantId: string;
    users: { name: string; aadObjectId: string }[];
  };

  expect(playground.tenantId).toBe(people.tenantId);
  for (const { name, role, entraObjectId } of people.people) {
    expect(readme).toContain(`| ${name} | ${role} | \`${entraObjectId}\` |`);
    expect(playground.users).toContainEqual(expect.objectContaining({ name, aadObjectId: entraObjectId }));
  }
});

it('lists in the README every command that can be carried out', () => {
  const readme = readTables('README.md');
  const missing = commands
    .filter(({ createDialog }) => createDialog !== undefined)
    .filter(({ id }) => !readme.includes(`| \`${id}\` |`));

  expect(missing.map(({ id }) => id)).toEqual([]);
});

it('keeps every command file in the one list of commands', () => {
  const list = read('dialogs/index.ts');
  const files = readdirSync(path.join(root, 'dialogs'))
    .filter((file) => file.endsWith('.ts') && read(`dialogs/${file}`).includes(': Command = {'))
    .map((file) => path.basename(file, '.ts'));

  expect(files.filter((file) => !list.includes(`'./${file}'`))).toEqual([]);
  expect(files.length).toBe(commands.length);
});

it('gives every dialog the id of its command', () => {
  const services = {} as never;
  for (const { id, createDialog } of commands) {
    expect(createDialog?.(services).id ?? id).toBe(id);
  }
});
