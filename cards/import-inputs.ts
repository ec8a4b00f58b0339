import type { ImportView } from '../services/registration/imports/import';
import { clip } from './clip';
import { canBeConfirmed } from './import-effects';
import { tagName } from './import-words';
import type { Say } from './messages';

export interface TagInput {
  readonly label: string;
  readonly chosen: string;
  readonly placeholder: string;
  readonly choices: readonly { readonly title: string; readonly value: string }[];
}

export interface AskedInput {
  readonly label: string;
  readonly title: string;
  readonly isRequired: boolean;
  readonly error: string;
}

export interface UserInput {
  readonly label: string;
  readonly placeholder: string;
}

/** Keeps what the file says: a choice may not be empty, and no group tag is blank. */
const fileTag = ' ';

/** More make the card too long for Teams. */
export const mostTags = 60;

/** None, or the one input for the group tag: the file's first, then those that the person may give. */
export function tagInputs(say: Say, view: ImportView, tags: readonly string[]): readonly TagInput[] {
  const chosen = view.choices.tag ?? '';
  const offered = [...new Set(chosen === '' ? tags : [chosen, ...tags])].slice(0, mostTags);
  if (offered.length === 0 || view.kind !== 'hashes' || !canBeConfirmed(view)) return [];
  const keep = keptTags(say, view);
  const choices = offered.map((tag) => ({ title: clip(tag, 80), value: tag }));
  return [
    {
      label: say('imports.offer.tag'),
      chosen: chosen === '' ? fileTag : chosen,
      placeholder: keep,
      choices: [{ title: keep, value: fileTag }, ...choices],
    },
  ];
}

function keptTags(say: Say, { tagsInFile: [first, ...others] }: ImportView): string {
  if (first === undefined || (first.tag === '' && others.length === 0)) return say('imports.offer.keepNone');
  const tag = tagName(say, first.tag);
  return others.length === 0 ? say('imports.offer.keepTag', { tag }) : say('imports.offer.keepTags', { tag });
}

/** None, or the one tick for the rows that the doctor asks about. */
export function askedInputs(say: Say, { kind, states }: ImportView): readonly AskedInput[] {
  if (states.asked === 0) return [];
  const title = kind === 'hashes' ? 'imports.offer.includeAskedTitle' : 'imports.offer.addAskedTitle';
  return [
    {
      label: say('imports.offer.includeAsked'),
      title: say(title, { count: states.asked }),
      isRequired: states.ready === 0,
      error: say('imports.offer.askedRequired'),
    },
  ];
}

/** None, or the one input for a user: only where a single device could be registered. */
export function userInputs(say: Say, { kind, states }: ImportView): readonly UserInput[] {
  if (kind !== 'hashes' || states.ready + states.asked !== 1) return [];
  return [{ label: say('imports.offer.user'), placeholder: say('imports.offer.userHint') }];
}
