import type { Slots } from '../../dialogs/slots';
import type { Entity, EntityKind } from './entities/entity';
import { isOrdinary } from './entities/ordinary-words';

/** A tag that only its place in a sentence about tags or registration gives away. */
const placed =
  /\b(?:as|under|to|with|into|tag|of|for|on|is|be) (?:["'](?<quoted>[^"']{1,80})["']|(?<bare>[\p{L}\p{N}]+(?:[-_][\p{L}\p{N}]+)+))/iu;
/** With an approval less is said: who approves "for Jean-Luc" names no tag. */
const placedWithApproval =
  /\b(?:with|as|tag|using) (?:the )?(?:group )?(?:tag )?(?:"(?<quoted>[^"]{1,80})"|(?<bare>[\p{L}\p{N}]+(?:[-_][\p{L}\p{N}]+)+|\p{Lu}[\p{L}\p{N}]+(?= ?(?:$|[.,!]|please|instead))))/u;

const notMeant = /\b(?:not|instead of|rather than|than|from)(?: the| group| tag)* ["']?$/i;
const surelyMeant = /\b(?:with|as|but|using|use|to|be|is|into)(?: the| group| tag)* ["']?$/i;

const of = (entities: readonly Entity[], kind: EntityKind): readonly Entity[] =>
  entities.filter((entity) => entity.kind === kind);

function placedTag(shape: RegExp, text: string): string | undefined {
  const { quoted, bare } = shape.exec(text)?.groups ?? {};
  return quoted ?? (bare === undefined || isOrdinary(bare) ? undefined : bare);
}

/** The tag that is approved instead of the one asked for: "approve 12 with DE-Corp-Laptop, not UK-Corp-Laptop". */
function approvedTag(entities: readonly Entity[], text: string): string | undefined {
  const before = ({ start }: Entity): string => text.slice(Math.max(0, start - 40), start);
  const named = of(entities, 'tag').filter((tag) => !notMeant.test(before(tag)));
  const tag = named.find((each) => surelyMeant.test(before(each))) ?? named[0];
  return tag?.value ?? placedTag(placedWithApproval, text);
}

/** The group tag that a sentence names for a command that takes the slots `wanted`. */
export function tagFor(
  wanted: readonly (keyof Slots)[],
  entities: readonly Entity[],
  text: string,
): string | undefined {
  if (wanted.includes('requestId')) return approvedTag(entities, text);
  // Commands that bring a tag and devices together: what they quote is the tag.
  const quote = wanted.includes('serials') ? of(entities, 'quote')[0] : undefined;
  return of(entities, 'tag')[0]?.value ?? placedTag(placed, text) ?? quote?.value;
}
