import { type Entity, type Finder, mask, matches } from './entity';
import { isOrdinary, isShouted } from './ordinary-words';

const word = '(?:[Pp]rofile?|PROFILE?|[Pp]erfil)';
const covered = new RegExp(mask.any);
const quotedAfter = new RegExp(
  `\\b${word}(?: (?:called|named|is|of|with the name))?[ :=]{1,2}(?:"(?<value>[^"]{1,80})"|'(?<v2>[^']{1,80})'(?![\\p{L}\\p{N}]))`,
  'giu',
);
const quotedBefore = new RegExp(
  `(?:"(?<value>[^"]{1,80})"|(?<![\\p{L}\\p{N}])'(?<v2>[^']{1,80})') (?:deployment |autopilot |esp )?${word}\\b`,
  'giu',
);
const part = "[\\p{Lu}\\p{N}][\\p{L}\\p{N}_.&'/-]*";
const bareAfter = new RegExp(
  `\\b${word}(?: (?:called|named))?:? (?<value>${part}(?: (?:${part}|-|&)){0,5})(?! (?:tag|group tag))`,
  'gu',
);
const bareBefore = new RegExp(
  `(?<value>${part}(?: ${part}){0,4}) (?:deployment |autopilot )?${word}\\b`,
  'gu',
);

const trimEnds =
  /^(?:the|our|my|for|of|show|list|open|what|which|does|is|who|where|how|give|tell|see|describe)$/i;

function barely(value: string): string | undefined {
  const words = value.split(' ');
  while (words[0] !== undefined && (trimEnds.test(words[0]) || isOrdinary(words[0])) && words.length > 1)
    words.shift();
  const named = words.join(' ');
  return words.every((part) => isOrdinary(part)) || /^\d+$/.test(named) || covered.test(named)
    ? undefined
    : named;
}

function located(entities: readonly Entity[], text: string): Entity[] {
  return entities.flatMap((entity) => {
    const start = text.indexOf(entity.value, entity.start);
    return start < 0 ? [] : [{ ...entity, start, end: start + entity.value.length }];
  });
}

const quotedValue = (_: string, match: RegExpExecArray): string | undefined => {
  const value = match.groups?.['value'] ?? match.groups?.['v2'];
  return value === undefined || covered.test(value) ? undefined : value;
};

/** Names of deployment profiles next to the word "profile", quoted or capitalised. */
export const findProfiles: Finder = (text) => {
  const found = [
    ...matches('profile', quotedAfter, text, quotedValue),
    ...matches('profile', quotedBefore, text, quotedValue),
  ];
  if (found.length === 0 && !isShouted(text)) {
    found.push(
      ...matches('profile', bareAfter, text, barely),
      ...matches('profile', bareBefore, text, barely),
    );
  }
  return located(found, text);
};
