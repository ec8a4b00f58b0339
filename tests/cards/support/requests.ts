import { renderCard } from '../../../cards/card';
import { createMessages } from '../../../cards/messages';
import { requestCard, requestData } from '../../../cards/request';
import type { StoredRequest } from '../../../services/requests/requests';
import { now } from './devices';

const say = createMessages()('en');

const offered: StoredRequest = {
  id: 12,
  command: 'sync',
  tenantId: 't',
  personId: 'p',
  personName: 'Anna Lindqvist',
  conversationId: 'a:1',
  locale: 'en',
  correlationId: 'c0ffee00',
  payload: {},
  effects: ['One thing happens.', 'Another one too.'],
  state: 'offered',
  revision: 1,
  step: 0,
  createdAt: now,
  changedAt: now,
};

/** The card of an offered request, or of one that differs from it. */
export function renderRequestCard(changes: Partial<StoredRequest> = {}) {
  return renderCard(requestCard, requestData({ say, now, request: { ...offered, ...changes } }));
}

/** Every state after the offer. */
export const laterStates: readonly Partial<StoredRequest>[] = [
  { state: 'accepted' },
  { state: 'working' },
  { state: 'done', outcome: { result: 'done', code: 'started' } },
  { state: 'failed', outcome: { result: 'failed', code: 'graph', failure: 'forbidden' } },
  { state: 'failed', outcome: { result: 'failed', code: 'givenUp', values: { id: 'c0ffee00' } } },
  { state: 'refused', outcome: { result: 'refused', code: 'notAllowed', values: { name: '*Anna*' } } },
  { state: 'withdrawn' },
  { state: 'expired' },
];
