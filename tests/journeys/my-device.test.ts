import type { StagedDevice } from '../../services/demo/showcase';
import { openHouse, personWith, type House } from '../support/house';
import { buttonsOf, cardOf, textsOf, wordsOf, type Person } from '../support/teams-connector';
import people from '../../services/demo/people.json';

const minute = 60_000;
const liam = personWith('employee');
const chloe = named('Chloé Martin');

function named(name: string): Person {
  const { entraObjectId, teamsId } = people.people.find((person) => person.name === name)!;
  return { id: teamsId, name, objectId: entraObjectId };
}

function staged(device: Partial<StagedDevice> & Pick<StagedDevice, 'serial'>): StagedDevice {
  return {
    model: 'Latitude 7450',
    groupTag: 'UK-Corp-Laptop',
    outcome: 'ready',
    owner: 'liam.carter@contoso.example',
    ...device,
  };
}

async function asked(house: House, person: Person, text = 'is my laptop ready?') {
  const turn = await house.teams.say(person, text);
  const card = cardOf(turn.replies.at(-1));
  return { turn, card, words: wordsOf(turn).replaceAll('\\', '') };
}

describe('an employee who waits for a new laptop', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse({
      tenant: { staged: [staged({ serial: 'NEW7450A', registeredMinutesAgo: 5, startedMinutesAgo: -60 })] },
    });
  });
  afterAll(() => house.stop());

  it('is told of each state in one sentence while time passes, with what to do now', async () => {
    expect((await asked(house, liam)).words).toMatch(/Waiting for its settings.*being prepared/s);

    house.wait(40 * minute);
    const registered = await asked(house, liam);
    expect(registered.words).toMatch(/Registered, not switched on yet/);
    expect(registered.words).toMatch(/Plug it in, switch it on/);

    house.wait(35 * minute);
    const settingUp = await asked(house, liam);
    expect(settingUp.words).toMatch(/Setting up: [3-6] of 7 things done/);
    expect(settingUp.words).toMatch(/do not switch it off/);
    expect(settingUp.words).toMatch(/The set-up began \d+ min ago/);
    expect(settingUp.words).toMatch(/usually need/);

    house.wait(90 * minute);
    const ready = await asked(house, liam);
    expect(ready.words).toMatch(/✔ Ready/);
    expect(ready.words).toContain('Serial number NEW7450A');
    expect(ready.words).not.toContain('Progress');
  });

  it('sees the newest device first and opens an older one by its button', async () => {
    const { card, turn } = await asked(house, liam);
    expect(textsOf(card)).toContain('Your other device');
    expect(JSON.stringify(card)).toContain('Shows the device with serial number 5CG4217QHX');
    const [show] = buttonsOf(card, 'my-device.show').filter(({ title }) => title === 'Show');
    const pressed = await house.teams.press(liam, show!.verb, show!.data, turn.replies.at(-1)?.id);
    expect(JSON.stringify(pressed.body)).toContain('5CG4217QHX');
  });

  it('is answered in the one-to-one chat when the question was asked in a channel', async () => {
    await house.teams.say(liam, 'hello');
    const turn = await house.teams.say(liam, '<at>Autopilot</at> is my laptop ready?', {
      conversation: {
        id: '19:helpdesk@thread.tacv2;messageid=1700000000000',
        conversationType: 'channel',
        tenantId: people.tenantId,
        isGroup: true,
        name: '',
      },
      entities: [
        { type: 'mention', text: '<at>Autopilot</at>', mentioned: { id: '28:bot', name: 'Autopilot' } },
      ],
    });
    expect(wordsOf(turn)).toContain('one-to-one chat');
    expect(wordsOf(turn)).not.toContain('NEW7450A');
    const personal = house.teams.sent.filter(({ activity }) => activity.conversation?.id === `a:${liam.id}`);
    expect(textsOf(cardOf(personal.at(-1)?.activity))).toContain('NEW7450A');
  });
});

it('says that help is needed when the set-up failed, without a code and with the way to help', async () => {
  const house = await openHouse({
    tenant: {
      staged: [
        staged({
          serial: 'BAD7450A',
          outcome: 'failed',
          startedMinutesAgo: 120,
          failureCode: '0x800705B4',
          owner: 'chloe.martin@contoso.example',
        }),
      ],
    },
  });
  const { card } = await asked(house, chloe);
  const { words: failed } = await asked(house, chloe, 'is my laptop ready?');
  const [open] = buttonsOf(card, 'my-device.show');
  expect(open).toBeDefined();
  expect(failed).toMatch(/BAD7450A/);
  expect(failed).not.toMatch(/0x|800705B4|Intune|enrol/i);
  await house.stop();
});
