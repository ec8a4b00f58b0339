import { spawnSync } from 'node:child_process';
import path from 'node:path';

const rule = '@typescript-eslint/no-restricted-imports';

/** Each violation stands in a file that exists, since typed linting knows no others. */
const planted: readonly [string, string, string][] = [
  ['a service that imports a dialog', 'services/clock.ts', "import '../dialogs/registry';"],
  ['a service that imports a card', 'services/clock.ts', "import '../cards/card';"],
  ['a service that imports the bot', 'services/clock.ts', "import '../bot/access';"],
  ['a service that imports botbuilder', 'services/clock.ts', "import 'botbuilder';"],
  ['a service that imports botbuilder-dialogs', 'services/clock.ts', "import 'botbuilder-dialogs';"],
  ['a service that imports restify', 'services/clock.ts', "import 'restify';"],
  ['a deep service that imports a card', 'services/graph/graph-failure.ts', "import '../../cards/card';"],
  [
    'a card that imports code of a service',
    'cards/escape.ts',
    "import { ok } from '../services/result'; ok(1);",
  ],
  ['a card that imports a dialog', 'cards/escape.ts', "import '../dialogs/registry';"],
  ['a card that imports the bot', 'cards/escape.ts', "import '../bot/access';"],
  ['a dialog that imports the bot', 'dialogs/registry.ts', "import '../bot/access';"],
  ['a dialog that imports restify', 'dialogs/registry.ts', "import 'restify';"],
  ['a bot file other than the server that imports restify', 'bot/access.ts', "import 'restify';"],
  ['a product file that imports a test', 'bot/access.ts', "import '../tests/support/teams-connector';"],
  ['the server that imports a test', 'bot/server.ts', "import '../tests/support/teams-connector';"],
  ['a simulated tenant that imports botbuilder', 'services/demo/guids.ts', "import 'botbuilder';"],
];

const otherRules: readonly [string, string, string, string][] = [
  [
    'an environment read outside the configuration',
    'bot/access.ts',
    'export const x = process.env;',
    'no-restricted-properties',
  ],
  [
    'a time read outside the clock',
    'services/result.ts',
    'export const x = Date.now();',
    'no-restricted-properties',
  ],
  [
    'a date made outside the clock',
    'services/result.ts',
    'export const x = new Date();',
    'no-restricted-syntax',
  ],
];

const allowed: readonly [string, string, string][] = [
  [
    'a card may take types from a service',
    'cards/escape.ts',
    "import type { Clock } from '../services/clock'; export const x: Clock | null = null;",
  ],
  ['a dialog may use a card', 'dialogs/registry.ts', "import '../cards/card';"],
  ['the server may use restify', 'bot/server.ts', "import 'restify';"],
];

it('lets nothing import against the direction of the house', () => {
  const root = path.resolve(__dirname, '..');
  const entries = [...planted, ...otherRules, ...allowed].map(([, file, code]) => ({ file, code }));

  const run = spawnSync(process.execPath, [path.join(__dirname, 'support/lint-planted.mjs')], {
    cwd: root,
    input: JSON.stringify(entries),
    encoding: 'utf8',
  });
  const broken = JSON.parse(run.stdout) as string[][];

  const expectedRules = [
    ...planted.map(([title]) => [title, rule] as const),
    ...otherRules.map(([title, , , other]) => [title, other] as const),
  ];
  const missed = expectedRules.filter(([, expected], index) => !broken[index]!.includes(expected));
  const wronglyRefused = allowed.filter((_entry, index) =>
    broken[expectedRules.length + index]!.includes(rule),
  );
  expect({ missed, wronglyRefused }).toEqual({ missed: [], wronglyRefused: [] });
}, 60_000);
