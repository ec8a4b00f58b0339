import { createKnowledge } from '../../../services/knowledge/knowledge';

const knowledge = createKnowledge();
const best = (text: string) => knowledge.notionsFor(text)[0]?.id;

it.each([
  ['what is Autopilot?', 'autopilot'],
  ['Was ist Autopilot', 'autopilot'],
  ['explain how autopilot works', 'autopilot'],
  ['what does esp mean?', 'enrolment-status-page'],
  ["i'm new to this: what exactly is an esp?", 'enrolment-status-page'],
  ['what are the recommended ESP settings', 'esp-settings-recommended'],
  ['how do i get the hardware hash from a laptop?', 'harvest-the-hash'],
  ['why do we need a hardware hash?', 'hardware-hash'],
  ['does a mainboard swap change the hash', 'motherboard-replacement'],
  ['hardwear hash meaning', 'hardware-hash'],
  ['¿Qué es el ESP?', 'enrolment-status-page'],
])('takes “%s” for %s', (text, id) => {
  expect(best(text)).toBe(id);
});

it.each(['what is a purple elephant', 'how does a toaster work', 'banana', '', '** _ ` <at>', '0x'])(
  'finds no notion in “%s”',
  (text) => {
    expect(knowledge.notionsFor(text)).toEqual([]);
  },
);

it('offers both when two are named', () => {
  const found = knowledge.notionsFor('what is the difference between entra join and hybrid join');

  expect(
    found
      .slice(0, 2)
      .map(({ id }) => id)
      .sort(),
  ).toEqual(['entra-join', 'hybrid-join']);
});

it('reads a screenful in no time', () => {
  const text = 'what is the enrolment status page '.repeat(5000);
  best('esp');
  const before = performance.now();

  expect(best(text)).toBe('enrolment-status-page');
  expect(performance.now() - before).toBeLessThan(500);
});
