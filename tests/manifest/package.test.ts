import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { buildPackage, readIcons } from '../../manifest/build-package';
import type { ManifestOptions } from '../../manifest/manifest';
import { run } from '../../manifest/package';

const options: ManifestOptions = {
  appId: '8b0f4c1e-2a54-4c7e-9d0a-5f3f6f0a1b11',
  botId: '8b0f4c1e-2a54-4c7e-9d0a-5f3f6f0a1b22',
  domain: 'bot.contoso.com',
  version: '1.2.3',
  organisation: 'Contoso',
  website: 'https://intranet.contoso.com/autopilot',
};

function problemsOf(differences: Partial<ManifestOptions>): readonly string[] {
  const built = buildPackage({ ...options, ...differences });
  return built.ok ? [] : built.error;
}

describe('the package', () => {
  it('holds the manifest and both icons, and nothing else', () => {
    const built = buildPackage(options);

    const files = unzipSync(built.ok ? built.value.zip : new Uint8Array());
    expect(Object.keys(files).sort()).toEqual(['color.png', 'manifest.json', 'outline.png']);
    expect(Buffer.from(files['color.png'] ?? [])).toEqual(readIcons().color);
    expect(JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array()))).toMatchObject({
      id: options.appId,
      version: '1.2.3',
      developer: { name: 'Contoso', privacyUrl: 'https://intranet.contoso.com/autopilot/privacy' },
      bots: [{ botId: options.botId, scopes: ['personal', 'team', 'groupChat'], supportsFiles: true }],
      validDomains: ['bot.contoso.com'],
    });
  });

  it.each<[Partial<ManifestOptions>, RegExp]>([
    [{ appId: 'autopilot' }, /--app-id must be a GUID; “autopilot” is not/],
    [{ botId: '' }, /--bot-id must be a GUID/],
    [{ domain: 'https://bot.contoso.com' }, /--bot-domain must be a host name/],
    [{ domain: 'localhost' }, /--bot-domain must be a host name/],
    [{ version: '1.2' }, /--version must look like 1\.2\.3/],
    [{ organisation: 'x'.repeat(33) }, /--organisation must be a name of 1 to 32 characters/],
    [{ website: 'http://contoso.com' }, /--website must be an https address/],
  ])('is refused with a sentence for %j', (differences, sentence) => {
    expect(problemsOf(differences)).toEqual([expect.stringMatching(sentence)]);
  });

  it('names all problems at once', () => {
    expect(problemsOf({ appId: '', domain: '', version: '' })).toHaveLength(3);
  });

  it('is refused with icons that Teams would refuse', () => {
    const { color, outline } = readIcons();
    const built = buildPackage(options, { color: outline, outline: color });

    expect(built).toMatchObject({
      ok: false,
      error: expect.arrayContaining([
        'The icon color.png must be 192 × 192 pixels; it is 32 × 32.',
        'The icon outline.png must be 32 × 32 pixels; it is 192 × 192.',
      ]) as unknown,
    });
  });
});

describe('the command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'autopilot-package-'));
  const out = join(folder, 'new', 'bot.zip');
  let printed: string[] = [];
  const print = (line: string) => printed.push(line);

  beforeEach(() => {
    printed = [];
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('writes the package and prints a line per result', () => {
    const exitCode = run(['--out', out, '--app-id', options.appId, '--bot-domain', options.domain], print);

    expect(exitCode).toBe(0);
    expect(Object.keys(unzipSync(readFileSync(out)))).toHaveLength(3);
    expect(printed.every((line) => line.startsWith('✔ '))).toBe(true);
    expect(printed.at(-1)).toContain(out);
  });

  it('says that the ids are examples when none were given', () => {
    expect(run(['--out', out], print)).toBe(0);
    expect(printed).toContainEqual(expect.stringContaining('! The ids are examples'));
  });

  it.each([[['--colour', 'red']], [['--app-id', 'x', '--out', join(folder, 'none.zip')]]])(
    'refuses %j with a sentence',
    (args) => {
      expect(run(args, print)).toBe(1);
      expect(printed.length).toBeGreaterThan(0);
      expect(printed.every((line) => line.startsWith('✖ '))).toBe(true);
    },
  );
});
