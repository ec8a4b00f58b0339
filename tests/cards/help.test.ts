import { renderCard } from '../../cards/card';
import { helpCard, helpData } from '../../cards/help';
import { createMessages } from '../../cards/messages';
import { sampleCommands, say } from './support/states';
import { actionsOf, nodesOf } from './support/teams-client';

const messages = createMessages();

it('groups what a person may do by role, and opens the first group', () => {
  const { groups } = helpData(sampleCommands, say);

  expect(groups.map(({ heading, count, isOpen }) => [heading, count, isOpen])).toEqual([
    ['For the helpdesk', '4 things', true],
    ['For administrators', '1 thing', false],
    ['For everybody', '2 things', false],
  ]);
});

it('shows title, summary and up to three examples of each command', () => {
  const [group] = helpData(
    [{ id: 'tags', access: 'helpdesk', examples: ['one', 'two', 'three', 'four'] }],
    say,
  ).groups;

  expect(group?.entries).toEqual([
    {
      title: 'Group tags in use',
      summary: 'Lists the group tags in use and the naming convention.',
      examples: '“one” · “two” · “three”',
    },
  ]);
});

it.each([
  ['en', '“is my laptop ready?” · '],
  ['de-DE', '„Ist mein Laptop fertig?“ · '],
  ['fr-CA', '« Mon ordinateur est-il prêt ? » · '],
  ['es-MX', '«¿Está listo mi portátil?» · '],
])('shows in %s what people say there', (locale, beginning) => {
  const [group] = helpData(
    [{ id: 'my-device', access: 'employee', examples: ['so'] }],
    messages(locale),
  ).groups;

  expect(group?.entries[0]?.examples.replace(/\u00a0|\u202f/g, ' ')).toContain(beginning);
});

it('opens what everybody may do for somebody who may do nothing else', () => {
  const { groups } = helpData(
    sampleCommands.filter(({ access }) => access === 'employee'),
    say,
  );

  expect(groups).toMatchObject([{ heading: 'For everybody', isOpen: true }]);
});

it('names a command that has no words yet by its id', () => {
  const { groups } = helpData([{ id: 'brand-new', access: 'admin', examples: [] }], say);

  expect(groups[0]?.entries).toEqual([{ title: 'brand-new', summary: '', examples: '' }]);
});

it('unfolds the groups that the card has', () => {
  const card = renderCard(helpCard, helpData(sampleCommands, say)).attachment.content as unknown;
  const ids = nodesOf(card).map(({ id }) => id);

  expect(ids).toEqual(expect.arrayContaining(actionsOf(card).flatMap((each) => each['targetElements'])));
});
