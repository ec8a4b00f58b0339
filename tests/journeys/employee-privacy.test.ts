import { randomUUID } from 'node:crypto';
import { chooseVerb } from '../../cards/choices';
import { commands } from '../../dialogs';
import { openHouse, personWith, type House } from '../support/house';
import { cardOf, textsOf, type Turn } from '../support/teams-connector';

/** A registration as the tenant lists it. */
interface Listed {
  readonly id: string;
  readonly serialNumber: string;
  readonly managedDeviceId: string;
  readonly userPrincipalName: string;
}

const employee = personWith('employee');
const askedAbout = 200;
/** The likeliest sentences are said about each device. */
const askedAboutAll = 3;
const atOnce = 8;

const sentences: readonly ((serial: string) => string)[] = [
  (serial) => `where's ${serial}?`,
  (serial) => `is my laptop ${serial} ready?`,
  (serial) => `tell me when ${serial} is ready`,
  (serial) => serial,
  (serial) => `status ${serial}`,
  (serial) => `is ${serial} ready?`,
  (serial) => `my laptop ${serial}`,
  (serial) => `watch ${serial}`,
  (serial) => `stop telling me about ${serial}`,
  (serial) => `why did ${serial} fail?`,
  (serial) => `whose laptop is ${serial}?`,
  (serial) => `find ${serial}`,
  (serial) => `history of ${serial}`,
  (serial) => `get help with ${serial}`,
  (serial) => `what happens if I tag ${serial} as UK-Corp-Laptop`,
  (serial) => `tag ${serial} as UK-Corp-Laptop`,
  (serial) => `assign ${serial} to liam.carter@contoso.example`,
  (serial) => `deregister ${serial}`,
  (serial) => `unblock ${serial}`,
  (serial) => `wo ist ${serial}?`,
];

/** Whatever a button may carry to name a device. */
function buttonData({ id, serialNumber }: { readonly id: string; readonly serialNumber: string }) {
  return {
    id,
    device: id,
    registrationId: id,
    serial: serialNumber,
    serials: [serialNumber],
    text: serialNumber,
    tag: 'UK-Corp-Laptop',
    command: 'status',
  };
}

const verbs = [...new Set(commands.flatMap(({ actions = [] }) => actions.map(({ verb }) => verb)))];

let house: House;
let others: readonly Listed[];
let ids: ReadonlySet<string>;

beforeAll(async () => {
  house = await openHouse({ devices: 400 });
  const list = await fetch(
    `${house.tenant.url}/beta/deviceManagement/windowsAutopilotDeviceIdentities?$top=1000`,
    {
      headers: { authorization: 'Bearer any' },
    },
  );
  const { value } = (await list.json()) as { value: readonly Listed[] };
  const mine = new Set(['5CG4217QHX']);
  const plain = value.filter(({ serialNumber }) => /^[A-Z0-9]{7,12}$/.test(serialNumber));
  ids = new Set(value.map(({ serialNumber }) => serialNumber));
  others = plain.filter(({ serialNumber }) => !mine.has(serialNumber)).slice(0, askedAbout);
});
afterAll(() => house.stop());

function somewhere() {
  const id = `a:${randomUUID()}`;
  const { conversation } = house.teams.message(employee, '');
  return { conversation: { ...conversation!, id } };
}

/** All that the employee is told, whether in the chat or in place of the pressed card. */
function told({ replies, body }: Turn): string {
  const words = replies.map(
    (reply) => `${reply.text ?? ''} ${reply.summary ?? ''} ${textsOf(cardOf(reply))}`,
  );
  return `${words.join('\n')} ${JSON.stringify(body ?? '')}`;
}

async function inParallel<T>(items: readonly T[], act: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await act(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/** What is answered about these devices, with their names taken out: every answer once. */
async function answersAbout(
  devices: readonly { readonly id: string; readonly serialNumber: string }[],
  ask: (device: { readonly id: string; readonly serialNumber: string }) => Promise<Turn>,
): Promise<readonly string[]> {
  const answers = new Set<string>();
  await inParallel(devices, async (device) => {
    const turn = await ask(device);
    expect(turn.status).toBe(200);
    answers.add(told(turn).replaceAll(device.serialNumber, 'SERIAL').replaceAll(device.id, 'ID'));
  });
  return [...answers].sort();
}

/** Some of them for each way, others for the next one. */
const some = (way: number, count: number) =>
  Array.from({ length: count }, (_, at) => others[(way * count + at) % askedAbout]!);

const kinds = ['0123456789', 'ABCDEF', 'GHJKLMNPRSTUVWXYZ'];

/** Nobody's serial number that looks like somebody's: the last characters are others of the same kind. */
function madeUp({ serialNumber }: Listed): string {
  for (let turn = 1; turn < 10; turn += 1) {
    const made = serialNumber.replace(/..$/, (end) => end.replace(/./g, (one) => after(one, turn)));
    if (!ids.has(made)) return made;
  }
  throw new Error(`All that look like ${serialNumber} are taken`);
}

function after(character: string, turn: number): string {
  const kind = kinds.find((each) => each.includes(character)) ?? character;
  return kind[(kind.indexOf(character) + turn) % kind.length]!;
}

const nobodys = (devices: readonly Listed[]) =>
  devices.map((device) => ({ id: randomUUID(), serialNumber: madeUp(device) }));

it('has two hundred devices of other people to ask about, and none of them is the employee’s', () => {
  expect(others).toHaveLength(askedAbout);
  expect(others.filter(({ userPrincipalName }) => userPrincipalName.includes('liam.carter@'))).toEqual([]);
});

it.each(sentences.map((sentence) => [sentence('…'), sentence] as const))(
  'answers “%s” about other people’s devices as about those that there are not',
  async (_, sentence) => {
    const way = sentences.indexOf(sentence);
    const ask = ({ serialNumber }: { readonly serialNumber: string }) =>
      house.teams.say(employee, sentence(serialNumber), somewhere());
    const before = house.tenant.requests().length;

    const devices = way < askedAboutAll ? others : some(way, 20);
    const aboutOthers = await answersAbout(devices, ask);

    expect(aboutOthers).toEqual(await answersAbout(nobodys(devices.slice(0, 20)), ask));
    const asked = JSON.stringify(house.tenant.requests().slice(before));
    expect(others.filter(({ serialNumber }) => asked.includes(serialNumber))).toEqual([]);
  },
);

it.each(verbs)(
  'answers the button %s about other people’s devices as about those that there are not',
  async (verb) => {
    const ask = (device: { readonly id: string; readonly serialNumber: string }) =>
      house.teams.press(employee, verb, buttonData(device), undefined, somewhere());

    const devices = some(verbs.indexOf(verb), 5);
    expect(await answersAbout(devices, ask)).toEqual(await answersAbout(nobodys(devices), ask));
  },
);

it.each(commands.map(({ id }) => id))(
  'answers the choice of %s about other people’s devices as about those that there are not',
  async (command) => {
    const ask = ({ serialNumber: text }: { readonly serialNumber: string }) =>
      house.teams.press(employee, chooseVerb, { command, text }, undefined, somewhere());

    const devices = some(
      commands.findIndex(({ id }) => id === command),
      5,
    );
    expect(await answersAbout(devices, ask)).toEqual(await answersAbout(nobodys(devices), ask));
  },
);

it('has told the employee nothing of other people in all of this', () => {
  const everything = JSON.stringify(house.teams.sent.map(({ activity }) => activity));
  const leaked = others.filter(
    ({ id, managedDeviceId, userPrincipalName }) =>
      everything.includes(id) ||
      (managedDeviceId !== '' && everything.includes(managedDeviceId)) ||
      (userPrincipalName !== '' && everything.includes(userPrincipalName)),
  );

  expect(leaked).toEqual([]);
});
