import { createInterface } from 'node:readline';
import { commands } from '../../dialogs';
import { createRecognizer, type Recognition } from './recognizer';

const recognizer = createRecognizer(commands);

const line = ({ text, command, slots, confidence, alternatives }: Recognition): string =>
  JSON.stringify({ text, command, slots, confidence, alternatives });

/** A sentence stands on one line; a line break inside it is written as a backslash and n. */
const decoded = (written: string): string => written.replaceAll('\\n', '\n');

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

async function main(): Promise<void> {
  for await (const written of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    const recognition = recognizer.recognize(decoded(written));
    if (!process.stdout.write(`${line({ ...recognition, text: written })}\n`)) {
      await new Promise((resume) => process.stdout.once('drain', resume));
    }
  }
}

void main();
