import { warningText } from '../../cards/tag-impact-warnings';
import type { Say } from '../../cards/messages';
import type { Prospect } from '../../services/changes/change';
import { mayHandleTag } from '../../services/people/tag-scope';
import type { TaggedDevice } from '../../services/tags/device-impact';
import type { TagImpact } from '../../services/tags/impact';
import type { TagWarning } from '../../services/tags/warnings';
import type { CommandServices } from '../command-services';
import type { Invocation } from '../invocation';

const mostWarnings = 5;

/** What is no matter where a tag is taken away. */
const ofTagsOnly: readonly TagWarning['type'][] = ['not-used', 'no-group', 'also-takes'];

/** Where a tag leads these devices: what is promised, and what to know before, one sentence each. */
export async function tagProspect(
  tag: string,
  devices: readonly TaggedDevice[],
  { actor, locale }: Pick<Invocation, 'actor' | 'locale'>,
  { messages, tagImpact }: Pick<CommandServices, 'messages' | 'tagImpact'>,
): Promise<{ readonly prospect: Prospect; readonly effects: readonly string[] }> {
  const impact = await tagImpact.of({ tag, devices, mayName: (other) => mayHandleTag(actor, other) });
  const warnings = impact.warnings.filter(({ type }) => tag !== '' || !ofTagsOnly.includes(type));
  const say = messages(locale);
  return { prospect: prospectOf(impact), effects: warnings.slice(0, mostWarnings).map(textIn(say)) };
}

const textIn = (say: Say) => (warning: TagWarning) => warningText(say, warning);

/** Nothing is promised of a profile that hangs on what could not be evaluated. */
function prospectOf({ carriers, profile: read, statusPage, devices, tag, warnings }: TagImpact): Prospect {
  const isOpen = warnings.some(({ type }) => type === 'groups-incomplete' || type === 'doubt');
  const page = statusPage.ok ? statusPage.value.page?.name : undefined;
  return {
    ...(read.ok && {
      ...(read.value.profile && { mode: read.value.profile.mode }),
      ...(!isOpen &&
        read.value.perhaps.length === 0 &&
        read.value.filters.length === 0 && { profile: read.value.profile?.name ?? null }),
    }),
    ...(page !== undefined && { statusPage: page }),
    ...(carriers.ok && tag !== '' && { carriers: carriers.value }),
    gains: [...new Set(devices.flatMap(({ gains }) => gains))],
    loses: [...new Set(devices.flatMap(({ loses }) => loses))],
  };
}
