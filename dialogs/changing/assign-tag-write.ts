import { ok } from '../../services/result';
import type { Invocation } from '../invocation';
import { askForDevices, askForTag, saysNoTag } from './asking';
import { changeWrite } from './change-write';
import { asksToClear } from './clear-words';
import { serialsBrought } from './serial-list';
import { tagProspect } from './tag-prospect';
import { taggedDevices } from './tagged-devices';
import { tagWish } from './tag-wish';
import { writtenTag } from './written-tag';

/** The tag that is asked for; empty to take it away, undefined while it was not said. */
function askedTag({ slots, text }: Invocation): string | undefined {
  // “Remove the tag UK-Corp-Laptop” names a tag and means none.
  return asksToClear(text) ? '' : (writtenTag(text, slots) ?? slots.tag);
}

export const assignTagWrite = changeWrite(
  'group-tag',
  async (invocation, services) => {
    const tag = askedTag(invocation) ?? '';
    const notes = await tagWish(tag, invocation, services);
    if (!notes.ok) return notes;
    return ok({
      values: { tag },
      notes: notes.value,
      look: (devices) => tagProspect(tag, taggedDevices(devices), invocation, services),
    });
  },
  {
    brought: serialsBrought,
    isAnswer: saysNoTag,
    missing: (invocation, services) => {
      if (invocation.slots.serials.length === 0) return askForDevices(invocation, services);
      return askedTag(invocation) === undefined ? askForTag(invocation, services) : undefined;
    },
  },
);
