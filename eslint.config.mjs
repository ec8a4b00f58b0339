import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

/**
 * Who may import whom (docs/adr/0001): bot → dialogs → cards, all three may use services; services and cards
 * import nothing above them, and a card may take types only from services.
 */
const forbid = (files, groups, { typesFromServices = false } = {}) => ({
  files,
  rules: {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      {
        patterns: [
          ...groups.map(([regex, message]) => ({ regex, message })),
          ...(typesFromServices
            ? [
                {
                  regex: '/services(/|$)',
                  allowTypeImports: true,
                  message: 'A card may import types from services, never code.',
                },
              ]
            : []),
        ],
      },
    ],
  },
});

const restify = ['^restify$', 'Only bot/server.ts and the simulated tenant speak restify.'];
const botbuilder = ['^bot(builder|framework)', 'Services know nothing of Teams: no botbuilder here.'];
const folder = (name) => [
  `^\\.{1,2}/(.*/)?${name}(/|$)`,
  `This folder may not import ${name}/: bot → dialogs → cards, all three → services.`,
];

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', 'node_modules/'] },
  eslint.configs.recommended,
  { files: ['**/*.mjs'], languageOptions: { globals: { process: 'readonly', console: 'readonly' } } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
    },
  },
  {
    files: ['bot/**/*.ts', 'dialogs/**/*.ts', 'cards/**/*.ts', 'services/**/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only bot/config/ reads the environment.' },
        { object: 'Date', property: 'now', message: 'Time comes from the one clock (services/clock.ts).' },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'Time comes from the one clock (services/clock.ts).',
        },
      ],
    },
  },
  {
    files: ['bot/config/index.ts', 'services/clock.ts'],
    rules: { 'no-restricted-properties': 'off', 'no-restricted-syntax': 'off' },
  },
  forbid(['bot/**/*.ts'], [restify, folder('tests')]),
  forbid(['bot/server.ts'], [folder('tests')]),
  forbid(['dialogs/**/*.ts'], [restify, folder('bot'), folder('manifest'), folder('tests')]),
  forbid(
    ['cards/**/*.ts'],
    [restify, folder('bot'), folder('dialogs'), folder('manifest'), folder('tests')],
    {
      typesFromServices: true,
    },
  ),
  forbid(
    ['services/**/*.ts'],
    [
      restify,
      botbuilder,
      folder('bot'),
      folder('dialogs'),
      folder('cards'),
      folder('manifest'),
      folder('tests'),
    ],
  ),
  forbid(
    ['services/demo/**/*.ts'],
    [botbuilder, folder('bot'), folder('dialogs'), folder('cards'), folder('manifest'), folder('tests')],
  ),
  {
    files: ['tests/**/*.ts', 'manifest/**/*.ts', 'bot/recognizer/route.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['tests/**/*.ts'],
    rules: {
      'max-lines': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
);
