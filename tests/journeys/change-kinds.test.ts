import { changeVerbs } from '../../cards/change-verbs';
import { answerOf, ChangeStory, who, type ShownCard } from '../support/change-story';
import { callsOf } from '../support/graph-calls';
import { openHouse, type House } from '../support/house';
import { buttonsOf, cardOf, wordsOf } from '../support/teams-connector';

/** The kinds of change besides the group tag: each is asked for, approved, carried out and proven. */
const { anna, marcus, sofie } = who;
const { approve, approveWith, undo } = changeVerbs;
const patience = 90_000;
/** So long a registration that was removed may still be in Autopilot's list (graph facts §1.3). */
const lingersMs = 31 * 60_000;

let house: House;
let story: ChangeStory;
beforeAll(async () => {
  house = await openHouse();
  story = new ChangeStory(house);
});
afterAll(() => house.stop());

/** What the tenant was asked to change since so many requests, such as `DELETE windowsAutopilotDeviceIdentities`. */
const writesSince = (from: number) =>
  callsOf(house.tenant.requests().slice(from)).filter(
    ({ method, path }) =>
      (method === 'DELETE' || method === 'POST') &&
      !path.includes('$batch') &&
      path.includes('deviceManagement'),
  );
const shapesSince = (from: number) =>
  writesSince(from).map(({ method, path }) => {
    const [resource, action] = path
      .split('/')
      .filter((part) => !/^[0-9a-f-]{36}$/.test(part))
      .slice(-2);
    return `${method} ${resource === 'deviceManagement' ? action : `${resource}/${action}`}`;
  });

const statusOf = async (serial: string) => wordsOf(await house.teams.say(sofie, `status ${serial}`));
const trail = async (id: number) =>
  (await story.audit(id)).map(({ actor_name: name, action, result }) => `${name} ${action} ${result}`);
const wholeTrail = [
  'Sofie Brandt submitted done',
  'Anna Lindqvist approved done',
  'Sofie Brandt applied done',
  'Sofie Brandt proven done',
];

async function approved(asked: ShownCard): Promise<void> {
  expect(story.verbs(asked, [approve, approveWith])).toEqual([approve]);
  expect(answerOf(await story.press(anna, asked, approve))).toContain('Approved by Anna Lindqvist');
  await story.untilSaid(asked, /Done and proven/);
}

it(
  'assigns a user, takes the user away, and puts both back',
  async () => {
    const serial = '031166920457';
    const before = house.tenant.requests().length;
    const asked = await story.submitted(sofie, `assign ${serial} to Liam Carter`, undefined, {
      command: 'assign-user',
    });
    expect(story.words(asked)).toMatch(/nobody → Liam Carter|nobody → liam.carter@contoso.example/);
    expect(shapesSince(before)).toEqual([]);
    await approved(asked);
    expect(shapesSince(before)).toEqual(['POST windowsAutopilotDeviceIdentities/assignUserToDevice']);
    expect(await statusOf(serial)).toContain('liam.carter@contoso.example');
    expect(await trail(asked.id)).toEqual(wholeTrail);

    const away = await story.submitted(sofie, `remove the user from ${serial}`, undefined, {
      command: 'unassign-user',
    });
    await approved(away);
    expect(shapesSince(before).at(-1)).toBe('POST windowsAutopilotDeviceIdentities/unassignUserFromDevice');
    expect(await statusOf(serial)).not.toContain('liam.carter@contoso.example');

    await story.press(marcus, away, undo);
    await story.untilSaid(away, /Undone by request \d+/);
    expect(await statusOf(serial)).toContain('liam.carter@contoso.example');
    expect(shapesSince(before)).toHaveLength(3);
  },
  patience,
);

it('says of a person whom Entra does not have that they are not there', async () => {
  const turn = await house.teams.say(sofie, 'assign 031166920457 to nobody.here@contoso.example');
  expect(wordsOf(turn)).toContain('I found nobody called nobody.here@contoso.example in Entra');
});

it(
  'deregisters a device in stock when its serial number was typed',
  async () => {
    const serial = 'PF0TLX84';
    const before = house.tenant.requests().length;
    const draft = await story.ask(sofie, `deregister ${serial}`, undefined, 'deregister');
    expect(story.words(draft)).toMatch(/BitLocker recovery keys[^]*Never delete the Entra object by hand/);
    expect(JSON.stringify(story.card(draft))).toContain(`To confirm, type the serial number ${serial}`);
    for (const typed of [undefined, '', 'yes', 'WRONG123']) {
      const pressed = await story.press(
        sofie,
        draft,
        'deregister.confirm',
        typed === undefined ? {} : { typed },
      );
      expect(answerOf(pressed)).toContain(`Type ${serial} exactly and press again`);
    }
    await house.teams.say(sofie, 'yes', draft.where);
    expect(buttonsOf(story.card(draft), 'deregister.confirm')).toHaveLength(1);
    expect(
      await story.rows(
        'select from changes where change_id = (select max(change_id) from changes) and state <> $1',
        ['draft'],
      ),
    ).toEqual([]);
    await story.press(sofie, draft, 'deregister.confirm', { typed: ` ${serial.toLowerCase()} ` });
    await story.untilSaid(draft, /Waits for approval/, 0);
    expect(shapesSince(before)).toEqual([]);
    await approved(draft);
    expect(shapesSince(before)).toEqual(['DELETE windowsAutopilotDeviceIdentities']);
    expect(story.verbs(draft, [undo])).toEqual([]);
    house.wait(lingersMs);
    expect(await statusOf(serial)).toContain('not registered');
    const { change_id: id } = (await story.latest())!;
    expect(await trail(id)).toEqual(wholeTrail);
    expect(wordsOf(await house.teams.say(marcus, `undo ${id}`))).toContain(`Here is request ${id}`);
  },
  patience,
);

it(
  'deregisters an enrolled device: its Intune record first',
  async () => {
    const before = house.tenant.requests().length;
    const asked = await story.submitted(sofie, 'deregister 5CG3082NCP', undefined, {
      command: 'deregister',
      inputs: { typed: '5CG3082NCP' },
    });
    await approved(asked);
    const shapes = shapesSince(before);
    expect(shapes[0]).toBe('DELETE managedDevices');
    expect(shapes.filter((shape) => shape === 'DELETE managedDevices')).toHaveLength(1);
    // Autopilot refuses it until Intune's own deletion went through.
    expect(new Set(shapes.slice(1))).toEqual(new Set(['DELETE windowsAutopilotDeviceIdentities']));
    expect(
      callsOf(house.tenant.requests()).filter(
        ({ method, path }) => method === 'DELETE' && path.includes('/devices/'),
      ),
    ).toEqual([]);
    house.wait(lingersMs);
    expect(await statusOf('5CG3082NCP')).toContain('not registered');
  },
  patience,
);

it('asks for the number where several are deregistered', async () => {
  const draft = await story.ask(sofie, 'deregister 7XK2QY3 and 1CPQ7V2', undefined, 'deregister');
  expect(JSON.stringify(story.card(draft))).toContain('To confirm, type the number of devices: 2');
  const wrong = await story.press(sofie, draft, 'deregister.confirm', { typed: '3' });
  expect(answerOf(wrong)).toContain('Type 2 exactly');
  await story.press(sofie, draft, 'deregister.confirm', { typed: '2' });
  await story.untilSaid(draft, /Waits for approval/, 0);
});

it('is confirmed in the chat by the serial number, too', async () => {
  const draft = await story.ask(sofie, 'deregister 6KPL9W2', {}, 'deregister');
  const turn = await house.teams.say(sofie, 'yes');
  expect(wordsOf(turn)).toContain('To confirm, type 6KPL9W2');
  await house.teams.say(sofie, '6KPL9W2');
  await story.untilSaid(draft, /Waits for approval/, 0);
});

it(
  'unblocks a device that Intune refuses',
  async () => {
    const before = house.tenant.requests().length;
    const asked = await story.submitted(sofie, 'unblock 5CG4180KSK', undefined, { command: 'unblock' });
    expect(story.words(asked)).toContain('blocked → allowed');
    await approved(asked);
    expect(shapesSince(before)).toEqual(['POST windowsAutopilotDeviceIdentities/allowNextEnrollment']);
    expect(story.verbs(asked, [undo])).toEqual([]);
    expect(await trail(asked.id)).toEqual(wholeTrail);
    expect(wordsOf(await house.teams.say(sofie, 'unblock 5CG4180KSK'))).toContain(
      'So there is nothing to do',
    );
  },
  patience,
);

it('has nothing to unblock where nothing is blocked', async () => {
  const turn = await house.teams.say(sofie, 'unblock 031166920457');
  expect(wordsOf(turn)).toContain('So there is nothing to do. Nothing was changed.');
  expect(turn.replies.map(cardOf).filter(Boolean)).toEqual([]);
});
