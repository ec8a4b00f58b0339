/**
 * Adds labelled sentences to the files the recognizer learns from, one `{"text":"…","command":"…"}` a line:
 * `node --import tsx tests/bot/recognizer/learn-sayings.ts < lines.jsonl`.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { extract } from '../../../bot/recognizer/entities/extract';
import { normalise } from '../../../bot/recognizer/normalise';
import { unknownCommand } from '../../../bot/recognizer/reading';

const root = path.join(__dirname, '../../..');
const labelled = z.object({ text: z.string().min(1), command: z.string().regex(/^[a-z-]+$/) });

/** Where the sayings of a command stand. */
const fileOf = (command: string): string =>
  path.join(
    root,
    command === unknownCommand ? 'bot/recognizer/out-of-scope.json' : `dialogs/sayings/${command}.json`,
  );

/** Lower case, with placeholders such as `<serial>` for what a sentence names. */
export const sayingOf = (text: string): string =>
  extract(normalise(text)).masked.toLowerCase().replace(/\s+/g, ' ').trim();

export const sorted = (sayings: readonly string[]): readonly string[] =>
  [...new Set(sayings)].filter((saying) => saying !== '').sort();

export const sayingsIn = (command: string): readonly string[] =>
  existsSync(fileOf(command))
    ? z.array(z.string()).parse(JSON.parse(readFileSync(fileOf(command), 'utf8')))
    : [];

function learn(lines: readonly string[]): void {
  const learnt = new Map<string, string[]>();
  for (const line of lines) {
    const { text, command } = labelled.parse(JSON.parse(line));
    learnt.set(command, [...(learnt.get(command) ?? []), sayingOf(text)]);
  }
  for (const [command, sayings] of learnt) {
    const all = sorted([...sayingsIn(command), ...sayings]);
    writeFileSync(fileOf(command), `${JSON.stringify(all, null, 2)}\n`);
    console.log(`${command}: ${all.length}`);
  }
}

if (require.main === module) learn(readFileSync(0, 'utf8').split('\n').filter(Boolean));
