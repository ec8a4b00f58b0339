/** `npm run bench:explain`: what explaining costs on this machine. Prints figures, judges nothing. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { renderCard } from '../../cards/card';
import { explanationCard, explanationData } from '../../cards/explanation';
import { createMessages } from '../../cards/messages';
import { createKnowledge } from '../../services/knowledge/knowledge';

const rounds = 2000;
const folder = path.resolve(__dirname, '../../services/knowledge/codes');
const codes = readdirSync(folder).flatMap((file) =>
  (JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as { code: string }[]).map(({ code }) => code),
);
const symptoms = path.resolve(__dirname, '../services/knowledge/symptoms.json');
const sentences = (JSON.parse(readFileSync(symptoms, 'utf8')) as { said: string }[]).map(({ said }) => said);

const ms = (value: number | undefined) => `${(value ?? 0).toFixed(2)} ms`;

function report(what: string, act: (round: number) => unknown): void {
  const millis = Array.from({ length: rounds }, (_, round) => {
    const began = performance.now();
    act(round);
    return performance.now() - began;
  }).sort((a, b) => a - b);
  const at = (share: number) => ms(millis[Math.min(rounds - 1, Math.floor(rounds * share))]);
  console.log(`${what.padEnd(40)} median ${at(0.5)}, p95 ${at(0.95)}, most ${at(1)}`);
}

function once(what: string, act: () => unknown): void {
  const began = performance.now();
  act();
  console.log(`${what.padEnd(40)} ${ms(performance.now() - began)}`);
}

const memory = () => {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

const say = createMessages()('en');
const before = memory();
once('added to the start', () => createKnowledge());
const knowledge = createKnowledge();
once('the first code', () => knowledge.find('0x80180014'));
once('the first search', () => knowledge.search('stuck', 1));
console.log(`${'memory'.padEnd(40)} ${((memory() - before) / 2 ** 20).toFixed(1)} MB`);

report('a code', (round) => knowledge.explain('', [codes[round % codes.length]!]));
report('a code, with its card', (round) => {
  const [explanation] = knowledge.explain('', [codes[round % codes.length]!]);
  const verdicts = { solved: 0, missed: 0 };
  const input = { say, explanation: explanation!, role: 'helpdesk', sources: [], verdicts } as const;
  return renderCard(explanationCard, explanationData(input));
});
report('a search by words', (round) => knowledge.search(sentences[round % sentences.length]!, 3, 'article'));
