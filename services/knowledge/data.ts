import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A data file of this folder; the tests, not the start, hold each against its shape. */
export function readData(file: string): unknown {
  return JSON.parse(readFileSync(path.join(__dirname, file), 'utf8'));
}

/** Every data file below a folder of this folder. */
export function readAll(folder: string): readonly unknown[] {
  return readdirSync(path.join(__dirname, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => readData(path.join(folder, file)));
}
