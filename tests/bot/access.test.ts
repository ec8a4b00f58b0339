import { createAccess } from '../../bot/access';
import { noSlots } from '../../dialogs/slots';
import { createLog } from '../../services/log';
import type { Actor, Role } from '../../services/people/actor';
import type { Standing } from '../../services/people/standing';
import { fail, ok } from '../../services/result';

const person = { id: 'ANNA', tenantId: 'TENANT', name: 'Anna' };

/** Standings as a test gives them, with how they were asked for. */
function accessFor(standing: Standing | undefined) {
  const asked: object[] = [];
  const access = createAccess(
    {
      standingOf(who, options) {
        asked.push({ ...who, ...options });
        return Promise.resolve(standing === undefined ? fail({ type: 'unavailable' }) : ok(standing));
      },
    },
    createLog('silent'),
  );
  return { access, asked };
}

const actorWith = (role: Role): Actor => ({ ...person, role });

it('knows a person by lower-case ids and what they look after', async () => {
  const { access, asked } = accessFor({ role: 'helpdesk', tagPrefixes: ['UK-'] });

  const actor = await access.identify(person, { fresh: false });

  expect(actor).toEqual({
    id: 'anna',
    tenantId: 'tenant',
    name: 'Anna',
    role: 'helpdesk',
    tagPrefixes: ['UK-'],
  });
  expect(asked).toMatchObject([{ id: 'anna', tenantId: 'tenant', fresh: false }]);
});

it('reads anew what the person who asked for a job may do now', async () => {
  const { access, asked } = accessFor({ role: 'admin' });

  await access.actorAgain({ personId: 'ANNA', tenantId: 'TENANT', name: 'Anna' });

  expect(asked).toMatchObject([{ id: 'anna', fresh: true }]);
});

it('lets nobody write whose role could not be read, not even what is open to everybody', async () => {
  const { access } = accessFor(undefined);

  const actor = await access.identify(person, { fresh: true });

  expect(actor).toMatchObject({ role: 'employee', rolesUnread: true });
  expect(access.mayUse(actor, { access: 'employee', sideEffect: 'none' })).toBe(true);
  expect(access.mayUse(actor, { access: 'employee', sideEffect: 'write' })).toBe(false);
  expect(access.mayPress(actor, { access: 'employee', sideEffect: 'write' }, {})).toBe(false);
});

describe('a command that asks for more with one of its slots', () => {
  const { access } = accessFor({ role: 'employee' });
  const command = {
    access: 'helpdesk',
    accessWith: { user: 'admin', serials: 'employee' },
    sideEffect: 'none',
  } as const;

  it.each<[boolean, Role, object]>([
    [true, 'helpdesk', {}],
    [true, 'helpdesk', { serials: ['5CG1'], user: '' }],
    [false, 'helpdesk', { user: 'lucy' }],
    [true, 'admin', { user: 'lucy' }],
    [false, 'employee', { serials: ['5CG1'] }],
  ])('%s: %s with %j', (expected, role, slots) => {
    expect(access.mayUse(actorWith(role), command, { ...noSlots, ...slots })).toBe(expected);
  });
});

it.each<[boolean, Role, Role | undefined]>([
  [true, 'helpdesk', undefined],
  [false, 'helpdesk', 'admin'],
  [true, 'admin', 'admin'],
  // Teams asks for the card of everybody who sees it, whoever may use the command.
  [true, 'employee', 'employee'],
  [false, 'employee', undefined],
])('%s: a button of a helpdesk command, pressed by %s, asking for %s', (expected, role, access) => {
  const action = access === undefined ? {} : { access };
  const command = { access: 'helpdesk', sideEffect: 'none' } as const;

  expect(accessFor(undefined).access.mayPress(actorWith(role), command, action)).toBe(expected);
});
