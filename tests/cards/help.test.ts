import { renderCard } from '../../cards/card';
import { helpCard, helpData } from '../../cards/help';
import { sampleCommands, say } from './support/states';
import { actionsOf, nodesOf } from './support/teams-client';

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
    [{ id: 'status', access: 'helpdesk', examples: ['one', 'two', 'three', 'four'] }],
    say,
  ).groups;

  expect(group?.entries).toEqual([
    {
      title: 'Device status',
      summary: 'Shows where one or more devices stand with Autopilot, by serial number.',
      examples: '“one” · “two” · “three”',
    },
  ]);
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
