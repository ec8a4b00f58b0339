import { spawn } from 'node:child_process';
import path from 'node:path';
import { freePort } from '../support/free-port';

const script = path.resolve(__dirname, '../../bot/second-playground.ts');

/** What it says, and how it ends, where no demo runs. */
async function run(name: string): Promise<{ readonly said: string; readonly code: number | null }> {
  const environment = { ...process.env, CI: 'true', PORT: String(await freePort()) };
  const child = spawn(process.execPath, ['--import', 'tsx', script, name], { env: environment });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  }
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { said: said.join(''), code };
}

it.each(['', 'sauron'])('names whom it can speak as when asked for “%s”', async (name) => {
  const { said, code } = await run(name);
  expect(said).toContain('npm run playground -- <first name>');
  expect(said).toContain('anna, marcus, sofie, liam, chloe');
  expect(code).toBe(1);
});

it.each(['anna', 'Chloé'])('says as “%s” that no demo runs, and how to start it', async (name) => {
  const { said, code } = await run(name);
  expect(said).toMatch(/No demo answers at http:\/\/localhost:\d+\. Start it first.*npm start/);
  expect(code).toBe(1);
});
