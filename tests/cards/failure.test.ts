import { failureAdvice, failureClause, failureSentence } from '../../cards/failure';
import { failureTypes, say } from './support/states';

it.each(failureTypes)('has words for the failure %s', (type) => {
  expect(failureSentence(say, { type })).toContain('Nothing was changed.');
  expect(failureClause(say, { type })).toMatch(/^(?!.*\.$).+/);
});

it('says when a throttled question may be asked again', () => {
  const failure = { type: 'throttled', retryAfterMs: 40_000 } as const;

  expect(failureSentence(say, failure)).toMatch(/Please try again in 40 s\.$/);
  expect(failureClause(say, failure)).toMatch(/try again in 40 s$/);
});

it('advises once per kind of failure, with the longest waiting time', () => {
  const advice = failureAdvice(say, [
    { type: 'throttled', retryAfterMs: 40_000 },
    { type: 'timed-out' },
    { type: 'throttled' },
    { type: 'timed-out' },
  ]);

  expect(advice).toHaveLength(2);
  expect(advice.join(' ')).toContain('in 40 s');
  expect(failureAdvice(say, [])).toEqual([]);
});
