import { fillManifest, optionProblems, schemaProblems } from '../../manifest/manifest';

const options = {
  appId: '8b0f4c1e-2a54-4c7e-9d0a-5f3f6f0a1b11',
  botId: '8b0f4c1e-2a54-4c7e-9d0a-5f3f6f0a1b22',
  domain: 'bot.contoso.com',
  version: '1.2.3',
  organisation: 'Contoso {{domain}}',
  website: 'https://contoso.com',
};
const menu = [
  { scopes: ['personal'] as const, commands: [{ title: 'Help', description: 'Shows what I can do.' }] },
];

it('is valid by the schema of Teams that comes with the tools', () => {
  expect(schemaProblems(fillManifest(options, menu))).toEqual([]);
});

it('is filled once: a placeholder in a value stays text', () => {
  expect(fillManifest(options, menu).developer.name).toBe('Contoso {{domain}}');
});

it('breaks the schema with a menu that Teams would cut', () => {
  const long = Array.from({ length: 11 }, (_, index) => ({ title: `T${index}`, description: 'x' }));
  const wordy = [{ title: 'x'.repeat(33), description: 'x' }];

  expect(schemaProblems(fillManifest(options, [{ scopes: ['team'], commands: long }]))).not.toEqual([]);
  expect(schemaProblems(fillManifest(options, [{ scopes: ['team'], commands: wordy }]))).not.toEqual([]);
});

it('finds nothing wrong with good options', () => {
  expect(optionProblems(options)).toEqual([]);
});
