import { createMessages } from '../../../cards/messages';
import { commands } from '../../../dialogs';
import { titleKey } from '../../../dialogs/answers';
import { recognizer } from './support';

const say = createMessages()('en');

it.each(commands.map(({ id }) => [say(titleKey(id)), id]))(
  '“%s”, as Teams’ command menu types it, is %s for sure',
  (title, id) => {
    for (const text of [title, title.toUpperCase(), ` ${title}? `]) {
      expect(recognizer().recognize(text)).toMatchObject({ command: id, confidence: 1 });
    }
  },
);

it.each(commands.map(({ id }) => id))('the name %s alone is that command', (id) => {
  expect(recognizer().recognize(`/${id}`)).toMatchObject({ command: id, confidence: 1 });
});

it('a title with more behind it is weighed like any sentence', () => {
  expect(recognizer().recognize('status of 5CG1234ABC')).toMatchObject({
    command: 'status',
    slots: { serials: ['5CG1234ABC'] },
  });
});
