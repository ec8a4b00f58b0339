import { buttonsOf, textsOf } from '../support/teams-connector';
import { now } from './support/devices';
import { laterStates, renderRequestCard } from './support/requests';

it('an offer says what would happen and has both buttons', () => {
  const { attachment, summary } = renderRequestCard({});

  expect(textsOf(attachment.content)).toContain('One thing happens.\n');
  expect(buttonsOf(attachment.content, 'sync.confirm')[0]?.data).toEqual({ id: 12, revision: 1 });
  expect(buttonsOf(attachment.content, 'sync.withdraw')).toHaveLength(1);
  expect(summary).toBe('Sync Autopilot with Intune: Please confirm. Nothing has been done yet.');
});

it.each(laterStates)('$state has nothing left to press', (changes) => {
  const { attachment, summary } = renderRequestCard(changes);

  expect(JSON.stringify(attachment.content)).not.toContain('Action.Execute');
  expect(summary).not.toMatch(/\{\{|undefined/);
});

it('tells times from now', () => {
  const values = { startedAt: now - 3 * 60_000, nextAt: now + 7 * 60_000 };
  const { summary } = renderRequestCard({
    state: 'refused',
    outcome: { result: 'refused', code: 'tooSoon', values },
  });

  expect(summary).toContain('started 3 min ago');
  expect(summary).toContain('in 7 min');
});

it('says why Graph did not do it', () => {
  const { summary } = renderRequestCard({
    state: 'failed',
    outcome: { result: 'failed', code: 'graph', failure: 'forbidden' },
  });

  expect(summary).toContain('Not done. I have no permission to change this');
});

it('shows names and effects as they are written', () => {
  const { attachment } = renderRequestCard({ personName: '[x](http://evil) ${y}', effects: ['*bold*'] });

  expect(textsOf(attachment.content)).toContain('\\[x\\]');
  expect(textsOf(attachment.content)).toContain('\\*bold\\*');
});
