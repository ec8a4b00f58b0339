import type { ImportView } from '../services/registration/imports/import';
import { tagName } from './import-words';
import { joined } from './joined';
import type { Say } from './messages';

const mostTags = 3;

/** Whether a confirmation could lead to anything being written. */
export function canBeConfirmed({ states }: Pick<ImportView, 'states'>): boolean {
  return states.ready + states.asked > 0;
}

/** What a confirmation would bring about, one sentence each; before anything is written. */
export function importEffects(say: Say, view: ImportView): readonly string[] {
  const { states, kind, isChecked } = view;
  const count = (key: 'here' | 'otherTag' | 'elsewhere', of: number) =>
    of === 0 ? '' : say(`imports.effect.${key}`, { count: of });
  const asked = kind === 'hashes' ? 'imports.effect.onlyAsked' : 'imports.effect.onlyAskedAdded';
  return [
    kind === 'identifiers' ? say('imports.effect.identifiers') : '',
    canBeConfirmed(view) ? writing(say, view) : nothing(say, view),
    states.asked === 0 ? '' : say(asked, { count: states.asked }),
    count('here', states.here),
    count('otherTag', states['other-tag']),
    count('elsewhere', states.elsewhere),
    isChecked || !canBeConfirmed(view) ? '' : say('imports.effect.unchecked'),
    canBeConfirmed(view) ? say('imports.effect.confirmFirst') : '',
  ].filter((sentence) => sentence !== '');
}

function writing(say: Say, { kind, states, choices, tagsInFile }: ImportView): string {
  const count = states.ready;
  if (count === 0) return '';
  if (kind === 'identifiers') return say('imports.effect.add', { count });
  if (choices.tag !== undefined) {
    return say('imports.effect.chosenTag', { count, tag: tagName(say, choices.tag) });
  }
  const [first, ...others] = tagsInFile;
  if (first === undefined || (first.tag === '' && others.length === 0)) {
    return say('imports.effect.untagged', { count });
  }
  if (others.length === 0) return say('imports.effect.fileTag', { count, tag: tagName(say, first.tag) });
  return say('imports.effect.fileTags', { count, tags: tagList(say, tagsInFile) });
}

/** "UK-Corp (480) · no group tag (15) and 2 more" */
function tagList(say: Say, tagsInFile: ImportView['tagsInFile']): string {
  const shown = tagsInFile.slice(0, mostTags);
  const tags = joined(
    say,
    shown.map(({ tag, count }) => say('imports.effect.tagCount', { tag: tagName(say, tag), number: count })),
  );
  const more = tagsInFile.length - shown.length;
  return more > 0 ? say('imports.effect.moreTags', { tags, number: more }) : tags;
}

function nothing(say: Say, { states, total }: ImportView): string {
  if (total === 0) return say('imports.effect.nothingAtAll');
  if (states.refused === total) return say('imports.effect.nothingUsable');
  return states.here === total ? say('imports.effect.nothingHere') : say('imports.effect.nothingLeft');
}
