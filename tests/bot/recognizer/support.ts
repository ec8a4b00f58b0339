import { createRecognizer, type Recognizer } from '../../../bot/recognizer/recognizer';
import { commands } from '../../../dialogs';

let built: Recognizer | undefined;

/** One recognizer of all commands per test file: it is deterministic and keeps nothing of a sentence. */
export function recognizer(): Recognizer {
  built ??= createRecognizer(commands);
  return built;
}

export const commandOf = (text: string): string => recognizer().recognize(text).command;
