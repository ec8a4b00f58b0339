import { TurnContext, type Activity } from 'botbuilder';
import type { Command } from '../dialogs/command';
import type { Invocation } from '../dialogs/invocation';
import type { Slots } from '../dialogs/slots';
import { answerNotAllowed, answerNotYet, answerUnsure } from '../dialogs/answers';
import type { House } from './house';
import { invocationFor } from './person';
import { yesOrNo } from '../dialogs/writing/yes-or-no';
import type { Recognition } from './recognizer/recognizer';

/** Below this the person is asked which of the likeliest commands is meant. */
const sureEnough = 0.5;
/** From here on a sentence leaves the dialog that is open and begins its own command. */
const leavesOpenDialog = 0.8;

const fileDownload = 'application/vnd.microsoft.teams.file.download.info';

export async function answerText(context: TurnContext, house: House): Promise<void> {
  const text = plainText(context.activity);
  const recognition = house.recognizer.recognize(text);
  const id = text === '' ? fileCommand(context.activity, house) : recognition.command;
  const command = house.registry.find(id);
  const open = house.registry.find((await house.dialogs.active(context)) ?? '');
  const goesOn = open !== undefined && !leaves(open, command, recognition);
  const asked = goesOn ? open : command;
  const slots = goesOn ? house.recognizer.slotsFor(text, open.id) : recognition.slots;
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
  if (asked !== undefined && (confidence >= sureEnough || text === '')) {
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
    house.meter.refusal(command.id);
    return answerNotAllowed(context, invocation, house.services);
  }
  if (command.createDialog === undefined) return answerNotYet(context, invocation, house.services);
  await house.dialogs.begin(context, invocation);
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
  house.meter.refusal(open.id);
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
  if (open.slots.length > 0 && isBareAnswer(text, slots)) return false;
  if (command.interrupts === true) return true;
  // “Yes” and “thanks” belong to the conversation that is going on.
  return command.inMenus !== false && confidence >= leavesOpenDialog;
}

/** A serial, a tag or a name and nothing else answers the open question, whatever command it would begin. */
function isBareAnswer(text: string, slots: Slots): boolean {
  const named = Object.values(slots).flat() as string[];
  const rest = named.reduce((left, value) => left.replace(value.toLowerCase(), ''), text.toLowerCase());
  return named.length > 0 && !/\p{L}{2}/u.test(rest);
}

/** What the person wrote, without the mention of the bot that Teams puts in front in channels. */
function plainText(activity: Activity): string {
  const mentioned = (activity.recipient as Activity['recipient'] | undefined) !== undefined;
  const text = mentioned ? TurnContext.removeRecipientMention(activity) : activity.text;
  return ((text as string | null | undefined) ?? '').trim();
}

/** A file dropped without a word belongs to the command that takes files. */
function fileCommand(activity: Activity, house: House): string {
  const dropped = activity.attachments?.some(({ contentType }) => contentType === fileDownload) === true;
  const taker = dropped ? house.registry.commands.find(({ takesFiles }) => takesFiles) : undefined;
  return taker?.id ?? 'unknown';
}
