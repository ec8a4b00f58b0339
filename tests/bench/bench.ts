/**
 * `npm run bench`: how long things take on this machine; `npm run bench -- watch`: what watching costs. Prints figures,
 * judges nothing.
 */
import { createRecognizer } from '../../bot/recognizer/recognizer';
import { commands } from '../../dialogs';
import { openHouse, personWith } from '../support/house';
import setUp from '../support/postgres/global-setup';
import tearDown from '../support/postgres/global-teardown';
import { benchWatching } from './watch-bench';

const rounds = 200;
const sentences = [
  "where's 5CG4217QHX?",
  'is my laptop ready',
  'stauts of PF4K7X2N plz',
  'what does 0x800705b4 mean',
];

function report(what: string, millis: number[]): void {
  const sorted = [...millis].sort((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!.toFixed(1);
  console.log(`${what.padEnd(44)} median ${at(0.5)} ms, p95 ${at(0.95)} ms, most ${at(1)} ms`);
}

async function timed(times: number, act: (round: number) => unknown): Promise<number[]> {
  const millis: number[] = [];
  for (let round = 0; round < times; round += 1) {
    const startedAt = performance.now();
    await act(round);
    millis.push(performance.now() - startedAt);
  }
  return millis;
}

async function benchAnswers(): Promise<void> {
  report('recognizer: learn all commands', await timed(3, () => createRecognizer(commands)));
  const recognizer = createRecognizer(commands);
  report(
    'recognizer: one sentence',
    await timed(rounds, (round) => recognizer.recognize(sentences[round % sentences.length]!)),
  );
  for (const devices of [2000, 500_000]) {
    const house = await openHouse({ devices });
    const helpdesk = personWith('helpdesk');
    const ask = (text: string) => timed(rounds / 4, () => house.teams.say(helpdesk, text));
    report(`${devices} devices: a serial to its card`, await ask('5CG4217QHX'));
    report(
      `${devices} devices: six serials to a table`,
      await ask('5CG4217QHX PF4K7X2N 7XK2QY3 BTN4X33 PF0TLX84 6KPL9W2'),
    );
    await house.stop();
  }
}

async function main(): Promise<void> {
  await setUp();
  await (process.argv[2] === 'watch' ? benchWatching() : benchAnswers());
  await tearDown();
}

void main();
