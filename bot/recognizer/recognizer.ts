import type { Command } from '../../dialogs/command';
import { noSlots, type Slots } from '../../dialogs/slots';
import { createDecision } from './decision';
import { extract } from './entities/extract';
import { commandNames, nameKey } from './names';
import { normalise } from './normalise';
import { type Candidate, createReader, unknownCommand } from './reading';
import { withoutReason } from './reason';
import { slotsFor } from './slots';

/** What a text was understood to be. */
export interface Recognition extends Candidate {
  /** As given. */
  readonly text: string;
  readonly slots: Slots;
  /** At most two, best first; never the chosen one. */
  readonly alternatives: readonly Candidate[];
}

export interface Recognizer {
  /** Never throws; a sentence takes some milliseconds, and long texts are cut before they cost more. */
  recognize(text: string): Recognition;
  /** What a text names for a command that was chosen otherwise: by a button, or by a dialog that asked. */
  slotsFor(text: string, command: string): Slots;
}

const worthOffering = 0.05;

/** Learns how people say each command from the commands' own data. Deterministic; works offline. */
export function createRecognizer(commands: readonly Command[]): Recognizer {
  const byId = new Map(commands.map((command) => [command.id, command]));
  const reader = createReader(commands);
  const decide = createDecision(commands, reader);
  const names = commandNames(commands);

  return {
    slotsFor(text, command) {
      const plain = normalise(text);
      return slotsFor(byId.get(command)?.slots ?? [], extract(plain).entities, plain);
    },
    recognize(text) {
      const named = names.get(nameKey(text));
      if (named !== undefined) {
        return { text, command: named, confidence: 1, slots: noSlots, alternatives: [] };
      }
      const plain = normalise(text);
      const { entities, masked } = extract(plain);
      const order = withoutReason(plain);
      const reading = reader.read(reader.tokens(order === plain ? masked : extract(order).masked));
      const chosen = decide(reading);
      return {
        text,
        ...chosen,
        slots: slotsFor(byId.get(chosen.command)?.slots ?? [], entities, plain),
        alternatives: reading.candidates
          .filter(
            ({ command, confidence }) =>
              command !== chosen.command && command !== unknownCommand && confidence >= worthOffering,
          )
          .slice(0, 2),
      };
    },
  };
}
