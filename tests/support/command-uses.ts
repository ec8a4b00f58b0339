import { createRecognizer } from '../../bot/recognizer/recognizer';
import { chooseVerb } from '../../cards/choices';
import { requestVerbs } from '../../cards/request';
import { commands } from '../../dialogs';
import type { Command } from '../../dialogs/command';
import type { Slots } from '../../dialogs/slots';
import { hasRole, type Role } from '../../services/people/actor';
import { autopilotCsv, devices } from './hardware-hashes';

/**
 * One way to use a command: a sentence, a button of its cards with whatever data, or the answer to an offered file.
 * Made from the registry, so that a new one is covered by itself.
 */
export interface Use {
  readonly name: string;
  readonly command: Command;
  readonly needs: Role;
  readonly text?: string;
  readonly verb?: string;
  readonly data?: unknown;
  readonly file?: string;
}

export const recognizer = createRecognizer(commands);

const slotsIn = ({ id }: Command, text: string) => recognizer.slotsFor(text, id);
const isNamed = (slots: Slots, slot: string) => (slots[slot as keyof Slots]?.length ?? 0) > 0;

/** As people say it: once without, and once with each slot that asks for a higher role. */
function sentences(command: Command): readonly Use[] {
  const withSlots = Object.entries(command.accessWith ?? {});
  const plain = command.examples.find(
    (text) => !withSlots.some(([slot]) => isNamed(slotsIn(command, text), slot)),
  );
  const use = (text: string, needs: Role) => ({ name: `${command.id}, “${text}”`, command, needs, text });
  const higher = withSlots.map(([slot, needs]) => {
    const text = command.examples.find((each) => isNamed(slotsIn(command, each), slot));
    if (text === undefined) throw new Error(`${command.id} has no example that names ${slot}`);
    return use(text, needs);
  });
  if (plain === undefined) throw new Error(`${command.id} has no example for ${command.access}`);
  return [use(plain, command.access), ...higher];
}

const higherOf = (one: Role, other: Role) => (hasRole({ role: one }, other) ? one : other);

/** Where a sentence alone does not bring the command's card. */
const beginnings: Readonly<Record<string, string>> = {
  register: autopilotCsv(devices(1, { prefix: 'ASKED' }), 'PowerShell 7').toString(),
  'assign-tag': 'tag 5CG4217QHX as DE-Corp-Laptop',
  'assign-user': 'assign 5CG4217QHX to chloe.martin@contoso.example',
  unblock: 'unblock 5CG4180KSK',
};

/** What brings the card on which the command's buttons are. */
export function beginningOf(command: Command): string {
  return beginnings[command.id] ?? sentences(command)[0]!.text!;
}

/** Buttons that stand on a card only later, or on the card of another command. */
const later = { id: 1, revision: 1, page: 0, onlyProblems: false, reason: 'No', tag: 'UK-Corp-Laptop' };
const isLater = (command: Command, verb: string) =>
  verb.startsWith('change.') ||
  (command.write !== undefined && !Object.values<string>(requestVerbs(command.id)).includes(verb));

function buttons(command: Command): readonly Use[] {
  const own = (command.actions ?? []).map(({ verb, access = command.access }) => ({
    name: `${command.id}, button ${verb}`,
    command,
    needs: access,
    verb,
    ...(isLater(command, verb) && { data: later }),
  }));
  const data = { command: command.id, text: sentences(command)[0]!.text };
  const chosen = { name: `${command.id}, chosen`, command, needs: command.access, verb: chooseVerb, data };
  return [...own, chosen];
}

function files(command: Command): readonly Use[] {
  return (command.files ?? []).map(({ kind, access = command.access }) => ({
    name: `${command.id}, file ${kind}`,
    command,
    needs: higherOf(access, command.access),
    file: kind,
  }));
}

/** Every use of every command. */
export const uses: readonly Use[] = commands.flatMap((command) => [
  ...sentences(command),
  ...buttons(command),
  ...files(command),
]);
