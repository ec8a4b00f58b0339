import { failureClause } from '../../cards/failure';
import type { Say } from '../../cards/messages';
import { userWish } from '../../services/changes/kinds/assigned-user';
import type { User } from '../../services/graph/users';
import { fail, ok, type Result } from '../../services/result';
import type { CommandServices } from '../command-services';
import type { Invocation } from '../invocation';
import { askForDevices } from './asking';
import { changeWrite } from './change-write';
import { serialsBrought } from './serial-list';

const mostNamed = 5;

/** The person in Entra whom an address or a name means; a sentence when that is nobody, or not clear. */
async function personNamed(
  text: string,
  say: Say,
  { findUsers }: Pick<CommandServices, 'findUsers'>,
): Promise<Result<User, string>> {
  const found = await findUsers(text, mostNamed);
  if (!found.ok)
    return fail(say('changing.userUnread', { user: text, why: failureClause(say, found.error) }));
  const [first, ...others] = found.value;
  if (first === undefined) return fail(say('changing.unknownUser', { user: text }));
  if (others.length === 0) return ok(first);
  const users = found.value.map(({ name, address }) => say('changing.userNamed', { name, address }));
  return fail(say('changing.severalUsers', { user: text, users: users.join(', ') }));
}

export const assignUserWrite = changeWrite(
  'assigned-user',
  async ({ slots, locale }, services) => {
    const person = await personNamed(slots.user ?? '', services.messages(locale), services);
    return person.ok ? ok({ values: userWish(person.value), notes: [] }) : person;
  },
  {
    brought: serialsBrought,
    missing: (invocation, services) => {
      const { slots, locale } = invocation;
      if (slots.serials.length === 0) return askForDevices(invocation, services);
      return slots.user === undefined ? askForUser(services.messages(locale)) : undefined;
    },
  },
);

/** An answer is an address or a name as a whole, unless a user is named in it. */
function askForUser(say: Say) {
  return {
    question: say('changing.askUser'),
    read: (text: string, { user }: Invocation['slots']) => {
      const whole = text.trim();
      return user === undefined && whole === '' ? {} : { user: user ?? whole };
    },
  };
}

export const unassignUserWrite = changeWrite(
  'assigned-user',
  () => Promise.resolve(ok({ values: userWish(undefined), notes: [] })),
  {
    brought: serialsBrought,
    missing: (invocation, services) =>
      invocation.slots.serials.length === 0 ? askForDevices(invocation, services) : undefined,
  },
);
