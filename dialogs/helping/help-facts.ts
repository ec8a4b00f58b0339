import type { HelpFacts } from '../../services/help/help-case';
import type { MyDevice } from '../../services/my-devices/my-device';
import { titleOf } from '../../cards/explanation-words';
import type { Say } from '../../cards/messages';
import type { CommandServices } from '../command-services';

/** Everything known of somebody's own device that the helpdesk would ask for. */
export function helpFacts(device: MyDevice, { fleet }: Pick<CommandServices, 'fleet'>): HelpFacts {
  const { serial, model, groupTag, state, steps, startedAt, endedAt, failure, readAt } = device;
  const usual = fleet.usualDuration(groupTag);
  const step = steps.find((each) => each.state === 'failed' || each.state === 'now')?.name;
  return {
    serial,
    ...(model !== undefined && { model }),
    ...(groupTag !== undefined && { groupTag }),
    state,
    ...(step !== undefined && { step }),
    stepsDone: steps.filter((each) => each.state === 'done').length,
    steps: steps.length,
    ...(startedAt !== undefined && { startedAt }),
    ...(endedAt !== undefined && { endedAt }),
    ...(failure !== undefined && { failure }),
    ...(usual !== undefined && { usual }),
    readAt,
  };
}

/** What a reported failure means, in one line; empty when nothing is known of it. */
export function meaningOfFailure(
  say: Say,
  failure: string | undefined,
  { knowledge, slotsFor }: Pick<CommandServices, 'knowledge' | 'slotsFor'>,
): string {
  if (failure === undefined) return '';
  const [explanation] = knowledge.explain(failure, slotsFor(failure, 'explain').codes);
  return explanation === undefined ? '' : titleOf(say, explanation);
}
