import { createConversations } from '../../../services/store/conversations';
import type { PromisedMessage } from '../../../services/store/outgoing';
import type { Misbehaviour } from '../../support/teams-connector';
import { until } from '../../support/until';
import { edit, Promises, remove, send } from './keeper';
import { person, tenantId } from './test-bot';

let house: Promises;
beforeEach(async () => {
  house = await Promises.open();
});
afterEach(() => house.stop());

describe('when Teams is in trouble', () => {
  const calls: string[] = [];
  beforeEach(async () => {
    await house.meet();
    calls.length = 0;
    house.teams.onCall = ({ method }) => calls.push(method);
  });

  it.each<[string, Omit<Misbehaviour, 'times'>, PromisedMessage]>([
    ['a message after a 429', { status: 429, headers: { 'Retry-After': '1' } }, send('text')],
    ['a message after a 412', { status: 412 }, send('text')],
    ['an edit after a 502', { status: 502 }, edit('text')],
    ['an edit after a time-out', { delayMs: 1300, status: 200 }, edit('text')],
    ['a deletion after a broken connection', { breaksOff: 'before' }, remove()],
    ['a message for which the bot was not signed in', { status: 401 }, send('text')],
  ])('%s is sent again, and what was promised after it waits', async (_title, how, message) => {
    house.teams.misbehave({ times: 1, ...how });

    await house.promise(message, send('after'));
    await until(house.are('sent', 'sent'));

    expect(calls).toHaveLength(3);
    expect(house.shown().at(-1)).toBe('POST after');
  });

  it.each<[string, Omit<Misbehaviour, 'times'>]>([
    ['a 502', { status: 502 }],
    ['a 504', { status: 504 }],
    ['a time-out', { delayMs: 1300, status: 200 }],
    ['a broken connection', { breaksOff: 'before' }],
    ['a 500 although it was shown', { status: 500, takes: true }],
  ])('a message after %s is not repeated and stays unsure', async (_title, how) => {
    house.teams.misbehave({ times: 1, ...how });

    await house.promise(send('maybe'), send('after'));
    await until(house.are('unsure', 'sent'));

    expect(calls).toEqual(['POST', 'POST']);
    expect(house.keeper.log()).toContain('unknown whether it arrived');
    expect(house.keeper.log()).toContain('c0ffee');
  });

  it.each([403, 404])('a %i ends a promise at once: the bot was removed, or the card', async (status) => {
    house.teams.misbehave({ times: 2, status });

    await house.promise(send('unwanted'), edit('gone'), send('after'));
    await until(house.are('failed', 'failed', 'sent'));

    expect(calls).toHaveLength(3);
    expect(house.keeper.log()).not.toContain('"level":50');
  });

  it('a conversation that refuses messages is known as such until one arrives or something is heard', async () => {
    const conversations = createConversations(house.store.store.db);
    const isRefused = () => conversations.isRefused(tenantId, `a:${person.id}`);
    house.teams.misbehave({ times: 2, status: 403 });

    await house.promise(send('unwanted'));
    await until(isRefused);
    await house.meet();
    expect(await isRefused()).toBe(false);

    await house.promise(send('unwanted still'));
    await until(isRefused);
    await house.promise(send('wanted again'));
    await until(async () => !(await isRefused()));

    expect(await house.are('failed', 'failed', 'sent')()).toBe(true);
    expect(calls.filter((method) => method === 'POST')).toHaveLength(3);
  });

  it.each([
    ['a message that Teams does not find', 404, send('text')],
    ['an edit that is not allowed', 403, edit('text')],
    ['a message that comes too soon', 429, send('text')],
  ])('%s says nothing about the conversation', async (_title, status, message) => {
    house.teams.misbehave({ times: 1, status });

    await house.promise(message);
    await until(() => calls.length > 0);
    await until(async () => !(await house.are('waiting')()) && !(await house.are('sending')()));

    expect(await createConversations(house.store.store.db).isRefused(tenantId, `a:${person.id}`)).toBe(false);
  });

  it('an edit gives up after the last try', async () => {
    house.teams.misbehave({ times: 2, status: 502 });
    await house.promise(edit('text'));
    await until(() => calls.length === 1);
    await until(house.are('waiting'));
    await house.store.store.db.updateTable('outgoing').set({ attempts: 13 }).execute();
    await until(house.are('failed'));

    expect(calls).toHaveLength(2);
    expect(house.keeper.log()).toContain('promised message failed');
  });

  it('an edit that waits for its repetition is replaced by a newer one', async () => {
    house.teams.misbehave({ times: 1, status: 502, delayMs: 200 });
    await house.promise(edit('old'));
    await until(house.are('sending'));
    await house.promise(edit('new'));
    await until(house.are('sent'));

    expect(house.shown()).toEqual(['PUT new']);
  });
});
