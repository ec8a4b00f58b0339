import type { PromisedMessage } from '../../../services/store/outgoing';
import type { Misbehaviour } from '../../support/teams-connector';
import { until } from '../../support/until';
import { edit, editOf, Promises, send } from './keeper';

let house: Promises;
beforeEach(async () => {
  house = await Promises.open();
  await house.meet();
});
afterEach(() => house.stop());

const targets = () => house.teams.sent.filter(({ method }) => method === 'PUT');
const cardId = () => house.teams.sent.find(({ method }) => method === 'POST')!.activityId;
async function promise(message: PromisedMessage): Promise<number> {
  const [id] = await house.promise(message);
  return id!;
}

describe('an edit of a promised message', () => {
  it('is made with the id that Teams gave the message, when both were promised at once', async () => {
    await house.keeper.stop();
    const card = await promise(send('card'));
    await house.promise(editOf(card, '10 %'));
    await house.startAnother();
    await until(house.are('sent', 'sent'));

    expect(house.shown()).toEqual(['POST card', 'PUT 10 %']);
    expect(targets()[0]!.activityId).toBe(cardId());
  });

  it('is made when the message was sent long before', async () => {
    const card = await promise(send('card'));
    await until(house.are('sent'));
    await house.promise(editOf(card, 'done'));
    await until(house.are('sent', 'sent'));

    expect(house.shown()).toEqual(['POST card', 'PUT done']);
    expect(targets()[0]!.activityId).toBe(cardId());
  });

  it('waits for a message that Teams did not take at first', async () => {
    house.teams.misbehave({ times: 1, status: 429, headers: { 'Retry-After': '1' } });
    const card = await promise(send('card'));
    await house.promise(editOf(card, 'done'));
    await until(house.are('sent', 'sent'));

    expect(house.shown()).toEqual(['POST card', 'PUT done']);
  });

  it('takes the place of an edit of the same message that still waits, and has its number', async () => {
    await house.keeper.stop();
    const [card, other] = (await house.promise(send('card'), send('other'))) as [number, number];
    const first = await promise(editOf(card, '10 %'));
    const beside = await promise(editOf(other, 'beside'));
    const last = await promise(editOf(card, '90 %'));
    await house.startAnother();
    await until(house.are('sent', 'sent', 'sent', 'sent'));

    expect(last).toBe(first);
    expect(beside).not.toBe(first);
    expect(house.shown()).toEqual(['POST card', 'POST other', 'PUT 90 %', 'PUT beside']);
  });

  it('that waits for its repetition is replaced by a newer one', async () => {
    const card = await promise(send('card'));
    await until(house.are('sent'));
    house.teams.misbehave({ times: 1, method: 'PUT', status: 502, delayMs: 200 });
    await house.promise(editOf(card, 'old'));
    await until(house.are('sent', 'sending'));
    await house.promise(editOf(card, 'new'));
    await until(house.are('sent', 'sent'));

    expect(house.shown()).toEqual(['POST card', 'PUT new']);
  });

  it('keeps its place before an edit that names the same message by its id', async () => {
    const card = await promise(send('card'));
    await until(house.are('sent'));
    await house.promise(editOf(card, 'older'), edit('newer', cardId()));
    await until(house.are('sent', 'sent', 'sent'));

    expect(house.shown()).toEqual(['POST card', 'PUT older', 'PUT newer']);
  });

  it.each<[string, string, Omit<Misbehaviour, 'times'>]>([
    ['may have arrived or not', 'unsure', { status: 502 }],
    ['was refused', 'failed', { status: 403 }],
  ])('is dropped when the message %s, and what follows is delivered', async (_title, state, how) => {
    house.teams.misbehave({ times: 1, ...how });
    const card = await promise(send('card'));
    await house.promise(editOf(card, 'never'), send('after'));
    await until(house.are(state, 'failed', 'sent'));

    expect(house.shown()).toEqual(['POST after']);
    expect(house.keeper.log()).toContain('promised edit dropped');
    expect(house.keeper.log()).toContain('c0ffee');
  });

  it('is dropped when the promise is long gone', async () => {
    const card = await promise(send('card'));
    await until(house.are('sent'));
    await house.store.store.db.deleteFrom('outgoing').execute();
    await house.promise(editOf(card, 'never'), send('after'));
    await until(house.are('failed', 'sent'));

    expect(house.shown()).toEqual(['POST card', 'POST after']);
  });

  it('is dropped when the message is one of another conversation', async () => {
    const elsewhere = 'a:elsewhere';
    await house.meet(elsewhere);
    const card = await promise({ ...send('card'), conversationId: elsewhere });
    await until(house.are('sent'));
    await house.promise(editOf(card, 'never'));
    await until(house.are('sent', 'failed'));

    expect(house.shown()).toEqual(['POST card']);
  });

  it('is dropped when an instance died while it sent the message', async () => {
    house.teams.misbehave({ times: 1, delayMs: 900, status: 504, takes: true });
    const card = await promise(send('maybe'));
    await house.promise(editOf(card, 'never'));
    await until(() => house.shown().length === 1);
    await house.keeper.die();
    const next = await house.startAnother();
    await house.promise(send('after'));
    await until(house.are('unsure', 'failed', 'sent'));

    expect(house.shown()).toEqual(['POST maybe', 'POST after']);
    expect(next.log()).toContain('promised edit dropped');
  });

  it('is made again when an instance died while it made it', async () => {
    const card = await promise(send('card'));
    await until(house.are('sent'));
    house.teams.misbehave({ times: 1, method: 'PUT', delayMs: 900, status: 504, takes: true });
    await house.promise(editOf(card, 'done'));
    await until(() => targets().length === 1);
    await house.keeper.die();
    await house.startAnother();
    await until(house.are('sent', 'sent'));

    expect(house.shown()).toEqual(['POST card', 'PUT done', 'PUT done']);
  });
});
