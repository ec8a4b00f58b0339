import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.join(__dirname, '../../..');
const argv = ['--import', 'tsx', 'bot/recognizer/route.ts'];

interface Line {
  readonly text: string;
  readonly command: string;
  readonly slots: Readonly<Record<string, unknown>>;
  readonly confidence: number;
  readonly alternatives: readonly { readonly command: string; readonly confidence: number }[];
}

function route(input: string): readonly Line[] {
  const { stdout, stderr, status } = spawnSync(process.execPath, argv, {
    cwd: root,
    input,
    encoding: 'utf8',
  });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  return stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Line);
}

describe('npm run route', () => {
  it('answers line by line, in order, with the text as given', () => {
    const lines = route('status 5cg1234abc\n\nwhat is\\n0x800705b4\r\nlist all tags');

    expect(lines.map(({ text, command }) => [text, command])).toEqual([
      ['status 5cg1234abc', 'status'],
      ['', 'unknown'],
      ['what is\\n0x800705b4', 'explain'],
      ['list all tags', 'tags'],
    ]);
    expect(lines[0]?.slots).toEqual({ serials: ['5CG1234ABC'], codes: [] });
    expect(lines[2]?.slots).toEqual({ serials: [], codes: ['0x800705B4'] });
    expect(lines.every(({ confidence }) => confidence >= 0 && confidence <= 1)).toBe(true);
    expect(lines.every(({ alternatives }) => Array.isArray(alternatives))).toBe(true);
  });

  it('answers nothing to nothing', () => {
    expect(route('')).toEqual([]);
  });

  it('keeps up with thousands of lines', () => {
    const lines = route('tag 5CG1234ABC as UK-Corp-Laptop\n'.repeat(3_000));

    expect(lines).toHaveLength(3_000);
    expect(new Set(lines.map(({ command }) => command))).toEqual(new Set(['assign-tag']));
  }, 30_000);

  it('ends quietly when nobody reads on', async () => {
    const child = spawn(process.execPath, argv, { cwd: root });
    const complaints: string[] = [];
    child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk.toString()));
    child.stdin.on('error', () => undefined);
    child.stdin.end('status 5CG1234ABC\n'.repeat(20_000));

    child.stdout.once('data', () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.once('exit', resolve));

    expect({ code, complaints }).toEqual({ code: 0, complaints: [] });
  }, 30_000);
});
