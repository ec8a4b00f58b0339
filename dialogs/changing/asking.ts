import { answeredSerials } from '../asked-serials';
import { answeredTag } from '../asked-tag';
import type { CommandServices } from '../command-services';
import type { Invocation } from '../invocation';
import type { Slots } from '../slots';
import type { Missing } from '../writing/write';

const noTag =
  /^(please )?((none|nothing|no|not any|without|clear|remove|delete|erase|drop|strip|unset|take|empty|blank|untag|untagged|kein|keine[rn]?|ohne|aucune?|sans|ninguna?|sin)( (a|an|the|its|their|it|them|any|all|away|off|group|tags?|etiqueta))*|[-–—]+)( please)?$/;
/** Longer answers are sentences that say something else. */
const mostTagWords = 4;
const longestNoTag = 40;

/** Whether an answer says that there is to be no group tag; “no” alone says that nothing is to be done. */
export function saysNoTag(text: string): boolean {
  if (text.length > longestNoTag) return false;
  const said = text
    .toLowerCase()
    .replace(/["'“”‘’.,!()]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return said !== 'no' && noTag.test(said);
}

/** The question for a group tag; the empty one stands for none. */
export function askForTag({ locale }: Invocation, { messages }: CommandServices): Missing {
  const say = messages(locale);
  return { question: say('asking.tag'), again: say('asking.tagAgain'), read: readTag };
}

function readTag(text: string, named: Slots): Partial<Slots> {
  const { serials } = named;
  if (saysNoTag(text)) return { tag: '' };
  if (named.tag === undefined && serials.length > 0) return { serials };
  if (text.trim().split(/\s+/).length > mostTagWords) return named;
  const tag = answeredTag(text, named);
  return tag === undefined ? {} : { tag, serials };
}

/** The question for devices, which may be answered with a file where files arrive. */
export function askForDevices(
  { command, conversation, locale }: Invocation,
  { messages, sharedFiles, slotsFor }: CommandServices,
): Missing {
  const say = messages(locale);
  const takesFiles = conversation.scope === 'personal' || sharedFiles !== undefined;
  return {
    question: say(takesFiles ? 'asking.devicesOrFile' : 'asking.devices'),
    again: say('asking.devicesAgain'),
    read: (text, named) => {
      const serials = answeredSerials(text, (part) => slotsFor(part, command).serials);
      // A word without a digit is a word, unless it is known for a serial.
      return { ...named, serials: serials.filter((one) => /\d/.test(one) || named.serials.includes(one)) };
    },
  };
}
