import type { CardAction } from './card-action';
import type { Command } from './command';

export interface Registry {
  readonly commands: readonly Command[];
  find(id: string): Command | undefined;
  /** The command that owns a card verb, with what the verb does. */
  findAction(verb: string): { readonly command: Command; readonly action: CardAction } | undefined;
}

/** Throws when two commands share an id or a verb: such a bot must not start. */
export function createRegistry(commands: readonly Command[]): Registry {
  const byId = new Map(commands.map((command) => [command.id, command]));
  const actions = commands.flatMap((command) =>
    (command.actions ?? []).map((action) => [action.verb, { command, action }] as const),
  );
  const byVerb = new Map(actions);
  refuseTwins(
    'command id',
    commands.map(({ id }) => id),
    byId.size,
  );
  refuseTwins(
    'card verb',
    actions.map(([verb]) => verb),
    byVerb.size,
  );
  refuseDeadEnds(commands, byId);
  return {
    commands,
    find: (id) => byId.get(id),
    findAction: (verb) => byVerb.get(verb),
  };
}

function refuseDeadEnds(commands: readonly Command[], byId: ReadonlyMap<string, Command>): void {
  const dead = commands.filter(({ otherwise }) => otherwise !== undefined && !byId.has(otherwise));
  if (dead.length > 0)
    throw new Error(`No such command: ${dead.map(({ otherwise }) => otherwise).join(', ')}`);
}

function refuseTwins(what: string, names: readonly string[], distinct: number): void {
  if (names.length === distinct) return;
  const twins = names.filter((name, index) => names.indexOf(name) !== index);
  throw new Error(`The same ${what} is used twice: ${twins.join(', ')}`);
}
