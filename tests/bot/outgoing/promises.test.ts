import { createConversations } from '../../../services/store/conversations';
import { createDeliveries } from '../../../services/store/deliveries';
import type { PromisedMessage } from '../../../services/store/outgoing';
import { until } from '../../support/until';
import { edit, Promises, remove, send, type Keeper } from './keeper';
import { person, tenantId } from './test-bot';

const conversationId = `a:${person.id}`;
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

let house: Promises;
beforeEach(async () => {
  house = await Promises.open();
});
afterEach(() => house.stop());

describe('a promised message', () => {
  beforeEach(() => house.meet());

  it('is delivered once its transaction is committed, in the order of the promises', async () => {
    await house.promise(send('first'), edit('second'), remove(), send('last'));
    await until(house.are('sent', 'sent', 'sent', 'sent'));

    expect(house.shown()).toEqual(['POST first', 'PUT second', 'DELETE', 'POST last']);
    expect(house.teams.sent.map(({ activityId }) => activityId).slice(1, 3)).toEqual(['card', 'card']);
  });

  it('is never seen when its transaction is rolled back', async () => {
    const broken = house.store.store.db.transaction().execute(async (tx) => {
      await house.keeper.promise(tx, send('never'));
      throw new Error('rolled back');
    });
    await expect(broken).rejects.toThrow('rolled back');
    await house.promise(send('kept'));
    await until(house.are('sent'));

    expect(house.shown()).toEqual(['POST kept']);
  });

  it('is noted with the id that Teams gave it', async () => {
    await house.promise(send('first'));
    await until(house.are('sent'));

    const row = await house.store.store.db
      .selectFrom('outgoing')
      .select('message_id')
      .executeTakeFirstOrThrow();
    expect(row.message_id).toBe(house.teams.sent[0]!.activityId);
  });

  it('finds its conversation however the tenant is spelt', async () => {
    await house.promise({ ...send('first'), tenantId: tenantId.toUpperCase() });
    await until(house.are('sent'));
  });

  it('that edits a card takes the place of an edit of it that still waits', async () => {
    await house.promise(edit('10 %'), edit('20 %'), edit('other', 'another'), edit('30 %'));
    await until(house.are('sent', 'sent'));

    expect(house.shown()).toEqual(['PUT 30 %', 'PUT other']);
  });

  it('that edits a card while an older edit is under way is sent after it', async () => {
    house.teams.misbehave({ times: 1, method: 'PUT', delayMs: 300 });
    await house.promise(edit('old'));
    await until(house.are('sending'));
    await house.promise(edit('new'));
    await until(house.are('sent', 'sent'));

    expect(house.shown()).toEqual(['PUT old', 'PUT new']);
  });

  it('is delivered after a restart', async () => {
    await house.keeper.stop();
    await house.promise(send('kept'), send('too'));
    expect(house.shown()).toEqual([]);

    await house.startAnother();
    await until(house.are('sent', 'sent'));

    expect(house.shown()).toEqual(['POST kept', 'POST too']);
  });

  it('is not lost when the bot stops while it waits for its turn', async () => {
    await house.keeper.stop();
    await house.startAnother([{ calls: 1, withinMs: 2500 }]);
    await house.promise(send('first'), send('second'));
    await until(() => house.shown().length === 1);

    await house.keeper.stop();
    expect(await house.are('sent', 'waiting')()).toBe(true);
    await house.startAnother();
    await until(house.are('sent', 'sent'));

    expect(house.shown()).toEqual(['POST first', 'POST second']);
  });

  it('that edits a card is replaced up to the moment it leaves', async () => {
    await house.keeper.stop();
    await house.startAnother([{ calls: 1, withinMs: 1500 }]);
    await house.promise(send('in the way'), edit('old'));
    await until(() => house.shown().length === 1);
    await new Promise((resume) => setTimeout(resume, 300));
    await house.promise(edit('new'));
    await until(house.are('sent', 'sent'));

    expect(house.shown()).toEqual(['POST in the way', 'PUT new']);
  });

  it('to a conversation nobody knows the way to fails, and holds nobody up', async () => {
    await house.promise({ ...send('lost'), conversationId: 'unknown' }, send('found'));
    await until(house.are('failed', 'sent'));

    expect(house.keeper.log()).toContain('no way to the conversation is known');
  });

  it('is not sent to another machine by a bot without sign-in', async () => {
    const known = (await createConversations(house.store.store.db).find(tenantId, conversationId))!;
    const reference = { ...known.reference, serviceUrl: 'https://evil.example' };
    await createConversations(house.store.store.db).remember({ ...known, reference });

    await house.promise(send('secret'));
    await until(house.are('failed'));
  });
});

describe('when an instance dies between the call and its note', () => {
  beforeEach(() => house.meet());

  async function dieDuring(message: PromisedMessage): Promise<Keeper> {
    house.teams.misbehave({ times: 1, delayMs: 900, status: 504, takes: true });
    await house.promise(message);
    await until(() => house.shown().length === 1);
    await house.keeper.die();
    return house.startAnother();
  }

  it('a message is not repeated, and the next one is delivered', async () => {
    const next = await dieDuring(send('maybe'));
    await house.promise(send('after'));
    await until(house.are('unsure', 'sent'));

    expect(house.shown()).toEqual(['POST maybe', 'POST after']);
    expect(next.log()).toContain('begun by a dead instance');
  });

  it('an edit is sent again', async () => {
    await dieDuring(edit('text'));
    await until(house.are('sent'));

    expect(house.shown()).toEqual(['PUT text', 'PUT text']);
  });
});

describe('two instances', () => {
  beforeEach(() => house.meet());

  it('deliver to one conversation in order, each message once', async () => {
    const both = [house.keeper.promise, (await house.startAnother()).promise];
    for (const number of numbers(60)) {
      await house.store.store.db
        .transaction()
        .execute((tx) => both[number % 2]!(tx, send(`number ${number}`)));
    }
    await until(house.are(...Array<string>(60).fill('sent')));

    expect(house.shown()).toEqual(numbers(60).map((number) => `POST number ${number}`));
  });

  it('overlook nothing that is promised while they finish, and mix nothing up', async () => {
    const ids = numbers(8).map((number) => `conversation ${number}`);
    for (const id of ids) await house.meet(id);
    await house.startAnother();
    await Promise.all(
      ids.map(async (id) => {
        for (const number of numbers(15)) {
          await house.promise({ ...send(`${id} ${number}`), conversationId: id });
          await new Promise((resume) => setTimeout(resume, Math.random() * 40));
        }
      }),
    );
    await until(house.are(...Array<string>(120).fill('sent')));

    for (const id of ids) {
      const own = house.shown().filter((text) => text.startsWith(`POST ${id} `));
      expect(own).toEqual(numbers(15).map((number) => `POST ${id} ${number}`));
    }
  });
});

it('removes what was delivered after a day, and what failed after a week', async () => {
  await house.store.store.pool.query(`insert into outgoing
    (tenant_id, conversation_id, action, target_id, state, correlation_id, changed_at)
    select 't', 'c', 'delete', state, state, age, now() - age::interval
    from unnest(array['sent', 'failed', 'unsure', 'waiting']) as state,
      unnest(array['23 hours', '25 hours', '8 days']) as age`);

  await createDeliveries(house.store.store.db, house.keeper.bot.instance).removeOld();

  const { rows } = await house.store.store.pool.query<{ left: string }>(
    `select state || ' ' || correlation_id as left from outgoing order by 1`,
  );
  expect(rows.map(({ left }) => left)).toEqual([
    'failed 23 hours',
    'failed 25 hours',
    'sent 23 hours',
    'unsure 23 hours',
    'unsure 25 hours',
    'waiting 23 hours',
    'waiting 25 hours',
    'waiting 8 days',
  ]);
});

it('empties a message that was delivered after a day, and knows for 90 days which one it became', async () => {
  await house.store.store.pool.query(`insert into outgoing
    (tenant_id, conversation_id, action, activity, state, message_id, correlation_id, changed_at)
    select 't', 'c', 'send', '{"text":"secret"}', 'sent', 'message', age, now() - age::interval
    from unnest(array['23 hours', '25 hours', '89 days', '91 days']) as age`);

  await createDeliveries(house.store.store.db, house.keeper.bot.instance).removeOld();

  const { rows } = await house.store.store.pool.query<{ left: string }>(
    `select correlation_id || ' ' || message_id || ' ' || activity as left from outgoing order by 1`,
  );
  expect(rows.map(({ left }) => left)).toEqual([
    '23 hours message {"text": "secret"}',
    '25 hours message {}',
    '89 days message {}',
  ]);
});

it('finds again what no job is left for', async () => {
  await house.store.store.pool.query(`insert into outgoing
    (tenant_id, conversation_id, action, target_id, state, correlation_id, due_at, changed_at)
    select 't', state || age, 'delete', 'card', state, '', now() - age::interval, now() - age::interval
    from unnest(array['waiting', 'sending', 'sent']) as state, unnest(array['2 minutes', '5 seconds']) as age`);

  const overdue = await createDeliveries(house.store.store.db, house.keeper.bot.instance).overdue();

  expect(overdue.map(({ conversationId: id }) => id).sort()).toEqual([
    'sending2 minutes',
    'waiting2 minutes',
  ]);
});
