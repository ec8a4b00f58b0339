import { type Finder, matches } from './entity';

/** Whether a text may name part of a serial at all. */
export const fragmentHint =
  /[*]|\.\.\.|start|beg[iy]n|anf|end|finish|contain|includ|match|enth|commen|d[eé]but|fini|termin|empie|comien|partial|fragment|part of|find|search|look for|first|last|in (?:the|its|their) serial|like/i;

const fragmentValue = `['"]?(?<value>[a-z0-9]{2,10})(?![\\p{L}\\p{N}])`;
const notMeasured =
  '(?! ?(?:%|min|minutes?|hours?|hrs?|days?|weeks?|seconds?|steps?|devices?|laptops?|apps?|of)\\b)';

const fragmentShapes: readonly RegExp[] = [
  `(?<!tags? |tags? that |names? |names? that |tags? which |users? )\\b(?:start(?:s|ing|ed)?|begin(?:s|ning)?|beginnt|beginnen|anf[aä]ngt) (?:with|by|mit) (?:the )?(?:letters |digits |characters |chars )?${fragmentValue}`,
  `\\b(?:end(?:s|ing)?|finish(?:es|ing)?|endet|enden) (?:with|in|on|by|auf|mit) (?:the )?(?:letters |digits |characters |chars )?${fragmentValue}${notMeasured}`,
  `\\b(?:contain(?:s|ing)?|includ(?:es|ing)|match(?:es|ing)?|enth[aä]lt|enthalten) (?:the )?(?:letters |digits |characters |chars |string |sequence )?${fragmentValue}`,
  `\\b(?:commen[cç](?:ant|e|ent)|d[ée]but(?:ant|e|ent)) par ${fragmentValue}`,
  `\\b(?:fini(?:t|ssant|ssent)|termin(?:ant|e|ent)) par ${fragmentValue}`,
  `\\b(?:empiez(?:a|an)|comienz(?:a|an)|que empiecen) (?:con|por) ${fragmentValue}`,
  `\\btermin(?:a|an|en) (?:en|con|por) ${fragmentValue}`,
  `\\bmit ${fragmentValue} (?:beginn|anf[aä]ng|end|auf[hö])`,
  `\\b(?:partial|fragment|part of (?:the|a) serial|first|last) (?:serial |serials |serial number |digits |letters |characters |chars |part |fragment |four |three |\\d )*(?:of (?:the|its) serial(?: number)?)?(?:,|is|are|being|:|=)? ?(?:is |are )?(?=[a-z]*\\d)${fragmentValue}`,
  `(?<![\\p{L}\\p{N}-])(?<value>[a-z0-9]{2,10}) (?:somewhere )?(?:at the (?:very )?(?:start|beginning|end)|in the middle) of (?:the|its|their) serial`,
  `\\b(?:with|has|have|having) ${fragmentValue} in (?:the|its|their) serials?\\b`,
  `\\b(?:serials?|devices?|laptops?|machines?|something) (?:numbers? )?like ${fragmentValue}`,
  `\\b(?:find|search|search for|look for) (?:the |a |all )?(?:devices? |serials? |laptops? )?(?=[a-z]*\\d)(?=\\d*[a-z])(?<value>[a-z0-9]{3,6})$`,
  `(?<![\\p{L}\\p{N}*-])(?<value>[a-z0-9]{2,10})\\*`,
  `(?<![\\p{L}\\p{N}*])\\*(?<value>[a-z0-9]{2,10})(?![\\p{L}\\p{N}*])`,
  `(?<![\\p{L}\\p{N}-])(?<value>(?=[a-z]*\\d)[a-z0-9]{2,6})\\.\\.\\.`,
  `(?<![\\p{L}\\p{N}])\\.\\.\\.(?<value>(?=[a-z]*\\d)[a-z0-9]{2,6})(?![\\p{L}\\p{N}])`,
].map((shape) => new RegExp(shape, 'giu'));

/** Parts of serial numbers ("starting with PF4", "5CG12*"), in upper case. */
export const findFragments: Finder = (text) =>
  fragmentShapes.flatMap((shape) =>
    matches('fragment', shape, text, (value) =>
      /\d/.test(value) || /^[A-Z]{2,6}$/.test(value) ? value.toUpperCase() : undefined,
    ),
  );
