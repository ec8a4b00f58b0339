import { renderCard, type RenderedCard } from '../cards/card';
import { clip } from '../cards/clip';
import { escapeMarkdown } from '../cards/escape';
import { tagImpactCard, tagImpactData } from '../cards/tag-impact';
import type { SerialLookup } from '../services/devices/device-status';
import { mayHandleTag } from '../services/people/tag-scope';
import { isGroupTag } from '../services/registration/doctor/text-rules';
import type { TaggedDevice } from '../services/tags/device-impact';
import { unfitNote } from './changing/tag-wish';
import type { CommandServices } from './command-services';
import type { Invocation } from './invocation';

/** So many serials are read for one message. */
const mostSerials = 20;

export interface AskedImpact {
  readonly tag: string;
  readonly serials: readonly string[];
}

/** The card of what a tag leads to, or the sentence that says why there is none. Only reads. */
export async function tagImpactAnswer(
  { tag, serials }: AskedImpact,
  services: CommandServices,
  { actor, locale }: Pick<Invocation, 'actor' | 'locale'>,
): Promise<RenderedCard | string> {
  const { devices, messages, tagImpact } = services;
  const say = messages(locale);
  if (!isGroupTag(tag)) return say('tag-impact.badTag', { tag: escapeMarkdown(clip(tag, 60)) });
  if (!mayHandleTag(actor, tag)) {
    const prefixes = (actor.tagPrefixes ?? []).map(escapeMarkdown).join(', ');
    return say('tag-impact.outside', { prefixes });
  }
  const asked = serials.slice(0, mostSerials);
  const lookups = asked.length > 0 ? await devices.bySerials(asked, actor) : [];
  const mayName = (other: string) => mayHandleTag(actor, other);
  const remark = await unfitNote(tag, { actor, locale }, services);
  const impact = await tagImpact.of({ tag, devices: lookups.flatMap(taggedDevices), mayName });
  const notLooked = lookups.filter(({ type }) => type !== 'found').map(({ serial }) => serial);
  const tooMany = serials.length > mostSerials && { named: serials.length, limit: mostSerials };
  return renderCard(
    tagImpactCard,
    tagImpactData({
      say,
      impact,
      notLooked,
      remarks: remark === undefined ? [] : [remark],
      ...(tooMany !== false && { tooMany }),
    }),
  );
}

function taggedDevices(lookup: SerialLookup): readonly TaggedDevice[] {
  if (lookup.type !== 'found') return [];
  return lookup.devices.map(
    ({ registration: { serialNumber, groupTag, purchaseOrder, enrollmentState } }) => ({
      serial: serialNumber,
      groupTag,
      purchaseOrder,
      isEnrolled: enrollmentState === 'enrolled',
    }),
  );
}
