import { TestAdapter, TurnContext, type Activity } from 'botbuilder';
import pino from 'pino';
import { createMessages } from '../../cards/messages';
import { correlationOf } from '../../bot/correlation';
import { createFailureAnswer } from '../../bot/failure';

interface Line {
  readonly correlationId: string;
  readonly msg: string;
}

async function fail(activity: Partial<Activity>, error: unknown) {
  const lines: Line[] = [];
  const log = pino({}, { write: (line: string) => lines.push(JSON.parse(line) as Line) });
  const adapter = new TestAdapter();
  const context = new TurnContext(adapter, { ...adapter.conversation, ...activity });
  const id = correlationOf(context);
  await createFailureAnswer(createMessages(), log)(context, error);
  return { id, lines, sent: adapter.activeQueue[0] };
}

it('apologises with the id that the log has', async () => {
  const { id, lines, sent } = await fail({ type: 'message' }, new Error('a bug'));

  expect(sent?.text).toContain(id);
  expect(lines).toEqual([expect.objectContaining({ msg: 'turn failed', correlationId: id })]);
});

it('answers a button in the way that shows the person something', async () => {
  const { id, sent } = await fail({ type: 'invoke' }, new Error('a bug'));

  expect(sent).toMatchObject({
    type: 'invokeResponse',
    value: {
      status: 200,
      body: {
        statusCode: 200,
        type: 'application/vnd.microsoft.activity.message',
        value: expect.stringContaining(id),
      },
    },
  });
});

it('logs of an error only what it says and where, never the request it carries', async () => {
  const error = Object.assign(new Error('refused'), {
    statusCode: 401,
    request: { headers: { authorization: 'Bearer secret-token' } },
  });

  const { lines } = await fail({ type: 'message' }, error);

  expect(JSON.stringify(lines)).toContain('refused');
  expect(JSON.stringify(lines)).not.toContain('secret-token');
});
