import type { TurnContext } from 'botbuilder';
import { holdsRows } from '../dialogs/registering/pasted-rows';
import type { Command } from '../dialogs/command';
import type { Invocation } from '../dialogs/invocation';
import type { Slots } from '../dialogs/slots';
import { answerNotAllowed, answerNotYet, answerUnsure } from '../dialogs/answers';
import type { House } from './house';
import { attachedFiles, holdsFileOrPicture } from './attached-files';
import { invocationFor, plainText } from './person';
import { noteRefusal } from './refused';
import { yesOrNo } from '../dialogs/writing/yes-or-no';
import type { Recognition } from './recognizer/recognizer';

/** Below this the person is asked which of the likeliest commands is meant. */
const sureEnough = 0.5;
const longestSaid = 500;
/** From here on a sentence leaves the dialog that is open and begins its own command. */
const leavesOpenDialog = 0.8;

export async function answerText(context: TurnContext, house: House): Promise<void> {
  const text = plainText(context.activity);
  const rows = brings(context, text);
  const said = rows ? firstLine(text) : text;
  const recognition = house.recognizer.recognize(said);
  const open = house.registry.find((await house.dialogs.active(context)) ?? '');
  const isAnswer = open?.write?.brought !== undefined && (await house.dialogs.awaitsMissing(context));
  const taker = rows && !isAnswer ? takerOf(house, recognition) : undefined;
  const command = taker ?? house.registry.find(recognition.command);
  const goesOn = open !== undefined && taker === undefined && !leaves(open, command, recognition);
  const asked = goesOn ? open : command;
  const slots = goesOn ? house.recognizer.slotsFor(said, open.id) : recognition.slots;
  const invocation = {
    ...(await invocationFor(context, house.access, asked, slots)),
    ...(open === undefined ? {} : { interrupted: open.id }),
  };
  const { confidence, alternatives } = recognition;
  house.log.info(
    { command: invocation.command, confidence, correlationId: invocation.correlationId },
    'message',
  );
  if (goesOn) return goOn(context, house, open, invocation);
  if (asked !== undefined && (confidence >= sureEnough || taker !== undefined)) {
    house.meter.command(asked.id, 'text');
    return begin(context, house, asked, invocation);
  }
  const likeliest = [...(asked === undefined ? [] : [{ command: asked.id }]), ...alternatives];
  await answerUnsure(context, invocation, text, likeliest, house.services);
}

/** The one way into a command's dialog: from a text or from a chosen alternative. */
export async function begin(
  context: TurnContext,
  house: House,
  command: Command,
  invocation: Invocation,
): Promise<void> {
  if (!house.access.mayUse(invocation.actor, command, invocation.slots)) {
    await noteRefusal(house, command, invocation);
    return refuse(context, house, command, invocation);
  }
  if (command.createDialog === undefined) return answerNotYet(context, invocation, house.services);
  await house.dialogs.begin(context, invocation);
}

/** What is somebody's own they may be told whatever their role is. */
async function refuse(
  context: TurnContext,
  house: House,
  { otherwise = '' }: Command,
  invocation: Invocation,
): Promise<void> {
  const own = house.registry.find(otherwise);
  return own === undefined || invocation.actor.rolesUnread === true
    ? answerNotAllowed(context, invocation, house.services)
    : house.dialogs.begin(context, { ...invocation, command: own.id });
}

async function goOn(
  context: TurnContext,
  house: House,
  open: Command,
  invocation: Invocation,
): Promise<void> {
  if (house.access.mayUse(invocation.actor, open, invocation.slots)) {
    return house.dialogs.continue(context, invocation);
  }
  await noteRefusal(house, open, invocation);
  await house.dialogs.cancel(context, invocation);
  await answerNotAllowed(context, invocation, house.services);
}

function leaves(
  open: Command,
  command: Command | undefined,
  { text, slots, confidence }: Recognition,
): boolean {
  if (command === undefined) return false;
  if (open.write !== undefined && yesOrNo(text) !== undefined) return false;
  if (open.write?.isAnswer?.(text) === true) return false;
  if (open.slots.length > 0 && isBareAnswer(text, slots)) return false;
  if (command.interrupts === true) return confidence >= sureEnough;
  // “Yes” and “thanks” belong to the conversation that is going on.
  return command.inMenus !== false && confidence >= leavesOpenDialog;
}

const joiners = /(?<!\p{L})(?:and|und|et)(?!\p{L})/gu;

/** A serial, a tag or a name and nothing else answers the open question, whatever command it would begin. */
function isBareAnswer(text: string, slots: Slots): boolean {
  const named = Object.values(slots).flat() as string[];
  const rest = named.reduce((left, value) => left.replace(value.toLowerCase(), ''), text.toLowerCase());
  return named.length > 0 && !/\p{L}{2}/u.test(rest.replace(joiners, ''));
}

/** A file, or the rows of one; also what is no use as a file, if nothing is said beside it. */
function brings({ activity }: TurnContext, text: string): boolean {
  const isAlone = text === '' && holdsFileOrPicture(activity);
  return isAlone || attachedFiles(activity).length > 0 || holdsRows(text);
}

/** What is said beside rows stands before them. */
function firstLine(text: string): string {
  const [line = ''] = text.split('\n');
  return holdsRows(line) ? '' : line.slice(0, longestSaid);
}

/** The command that was asked for if it takes files, else the one that does. Whoever names devices needs no file. */
function takerOf({ registry }: House, { command, confidence, slots }: Recognition): Command | undefined {
  const said = registry.find(command);
  const reads = said?.write?.brought !== undefined && slots.serials.length === 0;
  if ((said?.takesFiles === true || reads) && confidence >= sureEnough) return said;
  return registry.commands.find(({ takesFiles }) => takesFiles);
}
