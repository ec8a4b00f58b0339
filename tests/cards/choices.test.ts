import { choicesData } from '../../cards/choices';
import { say } from './support/states';

const four = ['status', 'find', 'register', 'explain'].map((command) => ({ command, title: `T ${command}` }));

it('offers at most three commands, each with the text as it was written', () => {
  const { choices, question, summary } = choicesData('*do* it', four, say);

  expect(question).toBe('Is it one of these?');
  expect(choices).toHaveLength(3);
  expect(choices[0]).toEqual({
    label: 'T status',
    hint: 'Go on with: T status',
    verb: 'route.choose',
    data: { command: 'status', text: '*do* it' },
  });
  expect(summary).toBe('I am not sure what you mean. Is it T status, T find, T register?');
});

it('says how to go on when there is nothing to offer', () => {
  expect(choicesData('what is the weather', [], say)).toMatchObject({
    wrote: 'You wrote: what is the weather',
    question: 'I only know Windows Autopilot. Write “help” to see what you can ask me.',
    choices: [],
    otherwise: '',
  });
});

it('does not repeat a text that is empty', () => {
  expect(choicesData('  ', four, say).wrote).toBe('');
});
