import { renderCard } from '../../../cards/card';
import { createMessages } from '../../../cards/messages';
import { tagsCard, tagsData, type TagsInput } from '../../../cards/tags';
import { exampleTag, usualConvention, type TagConvention } from '../../../services/tags/convention';
import { safePattern } from '../../../services/tags/safe-pattern';
import { tagOverview } from '../../../services/tags/tag-overview';

/** English, and a sentence without one of its values is a failed test. */
const say = createMessages({
  onMissing: (complaint) => {
    throw new Error(complaint);
  },
})('en');

type Tags = readonly (readonly [tag: string, count: number])[];

function tagsState(
  name: string,
  tags: Tags,
  convention: TagConvention = usualConvention,
  more: Partial<TagsInput> = {},
) {
  const inUse = new Map(tags);
  const overview = tagOverview(inUse, convention);
  const example = exampleTag(convention, inUse);
  const input: TagsInput = { say, convention, example, overview, page: 0, ...more };
  return { name: `tags: ${name}`, render: () => renderCard(tagsCard, tagsData(input)) };
}

const usual: Tags = [
  ['UK-Corp-Laptop', 214],
  ['DE-Kiosk-Desktop', 61],
  ['uk corp laptop', 3],
  ['UK-Crop-Labtop', 1],
  ['UK--Laptop', 1],
];
const byValues: TagConvention = {
  type: 'parts',
  separator: '-',
  parts: [
    { name: 'Country', values: ['UK', 'FR'] },
    { name: 'Role', values: Array.from({ length: 30 }, (_, n) => `Role${n}`) },
    { name: 'DeviceType', values: [] },
  ],
  isStrict: true,
};
const longest = 'x'.repeat(64);
const longValues = Array.from({ length: 40 }, (_, n) => `${'y'.repeat(60)}${n}`);
const many: Tags = Array.from({ length: 61 }, (_, n) => [`${longest}${n}, ["]`, 1000 - n] as const);

export const tagsShowcase = [
  tagsState('as usual', usual),
  tagsState('values for each part, strict', usual, byValues),
  tagsState('one page of many, for somebody limited', many, byValues, { page: 1, prefixes: ['uk-', 'IE-'] }),
];

export const tagsStates = [
  tagsState('none', []),
  tagsState('none, by a list', [], { type: 'list', tags: ['Kiosk', 'Office'], isStrict: true }),
  tagsState('by a pattern', usual, {
    type: 'pattern',
    pattern: safePattern('^(UK|DE)-[A-Z][a-z]+-(Laptop|Desktop)*$')!,
    isStrict: false,
  }),
  tagsState(
    'long values for each part',
    Array.from({ length: 20 }, (_, n) => [`UK-${'x'.repeat(58)}${n}`, 1] as const),
    {
      ...byValues,
      parts: [
        { name: longest, values: ['UK'] },
        { name: longest, values: longValues },
      ],
    },
  ),
  tagsState('a page that is no more', many, usualConvention, { page: 9999 }),
];

/** A tag as a tenant may have it. */
export function hostileTags(text: string) {
  const parts = { type: 'parts', separator: '-', isStrict: true } as const;
  const convention: TagConvention = { ...parts, parts: [{ name: text, values: [text] }] };
  return [
    tagsState(`in use: ${text.slice(0, 20)}`, [[text, 1]], usualConvention, {
      example: text,
      prefixes: [text],
    }),
    tagsState(`in the convention: ${text.slice(0, 20)}`, [['Kiosk', 1]], convention, { example: text }),
  ];
}
