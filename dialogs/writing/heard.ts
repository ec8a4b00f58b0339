import { storableText } from '../../services/audit/canonical-json';
import { redact } from '../../services/redaction';
import { fail, ok, type Result } from '../../services/result';
import type { CommandServices } from '../command-services';
import type { Invocation } from '../invocation';
import { holdsRows } from '../registering/pasted-rows';
import type { Slots } from '../slots';
import type { Missing, Refusal, Write } from './write';
import { yesOrNo } from './yes-or-no';

/** What a person has said of what they want, kept between the question and the answer. */
export interface Heard {
  readonly text: string;
  readonly slots: Slots;
  readonly notes: readonly string[];
  /** Asked last, and how often in a row. */
  readonly question?: string;
  readonly times: number;
}

/** It is kept with the conversation: no longer than a sentence, and without what must not be kept. */
const longestKept = 2000;
/** Whoever answers the same question twice with something else is not asked a third time. */
const mostTimes = 2;

const kept = (text: string): string => storableText(redact(text).slice(0, longestKept));

/** What a message adds to what was heard before; a sentence when a file that came with it cannot be used. */
export async function hear(
  before: Heard | undefined,
  write: Write,
  invocation: Invocation,
  services: CommandServices,
): Promise<Result<Heard, Refusal>> {
  const { text, slots } = invocation;
  const said =
    before === undefined
      ? { text, slots, notes: [], times: 0 }
      : { ...before, slots: merged(before.slots, answered(before, write, invocation, services)) };
  const brought = await write.brought?.({ ...invocation, slots: said.slots }, services);
  if (brought === undefined) return ok(said);
  if (!brought.ok) return brought;
  const { slots: more, notes } = brought.value;
  return ok({ ...said, slots: merged(said.slots, more), notes: [...said.notes, ...notes] });
}

/** The invocation of this turn, asking for everything that was said. */
export function asHeard(invocation: Invocation, { text, slots }: Heard): Invocation {
  return { ...invocation, text, slots };
}

/** What to remember of a question while its answer is waited for; fails when it has been asked often enough. */
export function asked(heard: Heard, { question }: Missing): Result<Heard, 'asked-enough'> {
  const times = question === heard.question ? heard.times + 1 : 1;
  if (times > mostTimes) return fail('asked-enough');
  return ok({ ...heard, text: kept(heard.text), question, times });
}

function answered(
  heard: Heard,
  write: Write,
  invocation: Invocation,
  services: CommandServices,
): Partial<Slots> {
  const { files, text, slots } = invocation;
  // A yes answers no question for a tag or a device.
  if (text === '' || yesOrNo(text) !== undefined) return {};
  // The answer is the file; what is said beside it is only searched.
  if (files.length > 0 || holdsRows(text)) return slots;
  const question = write.missing?.(asHeard(invocation, heard), services);
  return question?.read?.(text, slots) ?? slots;
}

/** Lists grow; of anything else the last one counts. */
function merged(slots: Slots, { serials = [], codes = [], ...others }: Partial<Slots>): Slots {
  return {
    ...slots,
    ...others,
    serials: [...new Set([...slots.serials, ...serials])],
    codes: [...new Set([...slots.codes, ...codes])],
  };
}
