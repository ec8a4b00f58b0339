import { mention } from '../../cards/mention';
import { hostileTexts } from './support/states';

it('names a person in the text and in the entity alike', () => {
  expect(mention({ id: '29:anna', name: 'Anna Lindqvist' })).toEqual({
    text: '<at>Anna Lindqvist</at>',
    entity: {
      type: 'mention',
      text: '<at>Anna Lindqvist</at>',
      mentioned: { id: '29:anna', name: 'Anna Lindqvist' },
    },
  });
});

it.each(hostileTexts)('keeps a name from being markup: %j', (name) => {
  const { text, entity } = mention({ id: '29:anna', name });

  expect(text).toMatch(/^<at>[^<>\\`*[\]\n]+<\/at>$/u);
  expect(entity.text).toBe(text);
});

it('keeps names as people spell them', () => {
  for (const name of [
    'Chloé Martin',
    "Sinéad O'Brien",
    'Smith & Sons',
    '山田 太郎',
    'svc_autopilot (extern)',
  ]) {
    expect(mention({ id: '29:x', name }).entity.mentioned.name).toBe(name);
  }
});

it('stands for somebody without a name', () => {
  expect(mention({ id: '29:x', name: ' ' }).text).toBe('<at>–</at>');
});
