import type { ChangeView } from '../services/changes/change';
import type { ChangeButton, ShownAct } from './change-buttons';
import { changeVerbs } from './change-verbs';
import { devicesWords, serialWords } from './change-words';
import type { Say } from './messages';

interface TagInput {
  readonly label: string;
  readonly placeholder: string;
  readonly error: string;
}

/** A button that opens a question, and the button in it that sends the answer. */
export interface ChangeForm {
  readonly label: string;
  readonly hint: string;
  readonly text: string;
  readonly send: ChangeButton;
}

export interface TagForm extends ChangeForm {
  /** One of these two is there: a list to choose from, or a line to write in. */
  readonly lists: readonly (TagInput & {
    readonly choices: readonly { readonly title: string; readonly value: string }[];
  })[];
  readonly lines: readonly TagInput[];
}

export interface RejectForm extends ChangeForm {
  readonly input: string;
  readonly placeholder: string;
  readonly error: string;
}

/** What has to be typed before a draft can be confirmed. */
export interface TypedInput {
  readonly label: string;
  readonly error: string;
}

type FormAct = Extract<ShownAct, 'approveWith' | 'reject' | 'undo'>;

const styles: Readonly<Record<FormAct, string>> = {
  approveWith: 'positive',
  reject: 'destructive',
  undo: 'destructive',
};

/** More make the card too long for Teams: then the tag is written. */
const mostTagChoices = 60;
/** No group tag is longer. */
const longestTag = 64;

export function tagForm(say: Say, view: ChangeView, tags: readonly string[] = []): TagForm {
  const others = [...new Set(tags)].filter(
    (tag) => tag.trim() !== '' && tag.length <= longestTag && tag !== view.wish?.['tag'],
  );
  const input = { label: say('change.form.tag'), error: say('change.form.tagMissing') };
  const isListed = others.length > 0 && others.length <= mostTagChoices;
  const choices = others.map((tag) => ({ title: tag, value: tag }));
  return {
    ...formOf(say, view, 'approveWith'),
    lists: isListed ? [{ ...input, placeholder: say('change.form.tagChoose'), choices }] : [],
    lines: isListed ? [] : [{ ...input, placeholder: say('change.form.tagWrite') }],
  };
}

export function rejectForm(say: Say, view: ChangeView): RejectForm {
  return {
    ...formOf(say, view, 'reject'),
    input: say('change.form.reason'),
    placeholder: say('change.form.reasonHint'),
    error: say('change.form.reasonMissing'),
  };
}

export function undoForm(say: Say, view: ChangeView): ChangeForm {
  return formOf(say, view, 'undo');
}

function formOf(say: Say, view: ChangeView, act: FormAct): ChangeForm {
  const { id, revision } = view;
  const devices = devicesWords(say, view);
  return {
    label: say(`change.button.${act}`),
    hint: say(`change.button.${act}Hint`),
    text: say(`change.form.${act}`, { devices }),
    send: {
      label: say(`change.form.${act}Send`),
      hint: say(`change.button.${act}Hint`),
      verb: changeVerbs[act],
      data: { id, revision },
      style: styles[act],
      inputs: 'auto',
    },
  };
}

/** None, or the one line that keeps people from removing devices by a slip. */
export function typedInputs(say: Say, { kind, total, targets: [first] }: ChangeView): readonly TypedInput[] {
  if (kind !== 'deregister') return [];
  const isOne = total === 1 && first !== undefined;
  const label = isOne
    ? say('change.form.typeSerial', { serial: serialWords(first.serial) })
    : say('change.form.typeNumber', { count: total });
  return [{ label, error: say(isOne ? 'change.form.serialMissing' : 'change.form.numberMissing') }];
}
