import { cards } from '../../cards';
import { renderCard } from '../../cards/card';
import { chooseVerb } from '../../cards/choices';
import { commands } from '../../dialogs';
import { cardStates } from './support/states';
import {
  actionsOf,
  markdownOf,
  nodesOf,
  parserComplaints,
  schemaComplaints,
  type CardNode,
} from './support/teams-client';

const owned = commands.flatMap(({ actions = [] }) => actions.map(({ verb }) => verb));
const verbs: readonly unknown[] = [...owned, chooseVerb];

/** Each sample, and each state that each card can be in. */
const rendered = [
  ...cards.map((card) => ({ name: `${card.id}: sample`, render: () => renderCard(card, card.sample) })),
  ...cardStates,
].map(({ name, render }) => {
  const { attachment, summary } = render();
  return { name, attachment, summary, card: attachment.content as Record<string, unknown> };
});

/** The states with something to complain of, by name: empty when all are well. */
function complaints(of: (state: (typeof rendered)[number]) => readonly unknown[]): unknown[] {
  return rendered.flatMap((state) => {
    const found = of(state);
    return found.length === 0 ? [] : [{ state: state.name, found }];
  });
}

const pixels = (width: unknown) => Number(/^(\d+)px$/.exec(String(width))?.[1] ?? 0);
const childrenOf = (node: CardNode, name: string) => (node[name] ?? []) as readonly CardNode[];

/** What takes so much of a phone's 320 pixels that nothing is left for the words beside it. */
function tooWide(card: unknown): readonly unknown[] {
  const nodes = nodesOf(card);
  const sets = nodes.filter(({ type }) => type === 'ColumnSet').map((set) => childrenOf(set, 'columns'));
  const tables = nodes.filter(({ type }) => type === 'Table').map((table) => childrenOf(table, 'columns'));
  const fixed = [...sets, ...tables].filter(
    (columns) => columns.reduce((sum, { width }) => sum + pixels(width), 0) > mostFixedPixels,
  );
  const images = nodes.filter(({ type, width }) => type === 'Image' && pixels(width) > mostFixedPixels);
  return [...fixed, ...images, ...[...sets, ...tables].filter(({ length }) => length > mostColumns)];
}
const mostFixedPixels = 80;
const mostColumns = 5;

/** A backslash says "this is text"; what stands without one would be read as Markdown. */
const bareMarkdown = (text: string) => /[*_`[\]<>~|]|^(#|[-+]\s|\d+[.)]\s)/.test(text.replace(/\\./g, ''));

describe('every card in every state', () => {
  it('is taken by the parser of Adaptive Cards without a word', () => {
    expect(complaints(({ card }) => parserComplaints(card))).toEqual([]);
  });

  it('is an Adaptive Card 1.5 by the schema of Teams', () => {
    expect(complaints(({ card }) => schemaComplaints(card))).toEqual([]);
    expect(new Set(rendered.map(({ card }) => card['version']))).toEqual(new Set(['1.5']));
  });

  it('says in one plain sentence what it shows', () => {
    expect(complaints(({ summary }) => (summary.trim() === '' ? ['empty'] : []))).toEqual([]);
    for (const { card, summary } of rendered) {
      expect(card).toMatchObject({ speak: summary, fallbackText: summary });
    }
  });

  it('shows texts as texts, whatever people and tenants wrote', () => {
    expect(complaints(({ card }) => markdownOf(card).filter(bareMarkdown))).toEqual([]);
  });

  it('formats no date that people or tenants wrote', () => {
    const dates = /\{\{(DATE|TIME)\(/;
    const dated = (card: unknown, summary: string) =>
      [summary, ...markdownOf(card)].filter((text) => dates.test(text));

    expect(complaints(({ card, summary }) => dated(card, summary))).toEqual([]);
  });

  it('speaks without Markdown, markup and backslashes for them', () => {
    const marked = /[[\]<>*`~]|\\[-_#{]|^[-#]|&#?\w+;/;

    expect(complaints(({ summary }) => (marked.test(summary) ? [summary] : []))).toEqual([]);
  });

  it('has no text that is empty', () => {
    expect(complaints(({ card }) => markdownOf(card).filter((text) => text.trim() === ''))).toEqual([]);
  });

  it('wraps what may be long', () => {
    const unwrapped = (card: unknown) =>
      nodesOf(card).filter(
        ({ type, wrap, text }) => type === 'TextBlock' && wrap !== true && String(text).length > 14,
      );

    expect(complaints(({ card }) => unwrapped(card))).toEqual([]);
  });

  it('leaves room for words on a phone', () => {
    expect(complaints(({ card }) => tooWide(card))).toEqual([]);
  });

  it('is summed up in a sentence', () => {
    const isSentence = (summary: string) => /\S.*[.!?…]["”’»)]?$/su.test(summary);

    expect(complaints(({ summary }) => (isSentence(summary) ? [] : [summary]))).toEqual([]);
  });

  it('names and explains each button', () => {
    const nameless = (card: unknown) => actionsOf(card).filter(({ title, tooltip }) => !title || !tooltip);

    expect(complaints(({ card }) => nameless(card))).toEqual([]);
  });

  it('asks with its buttons only for what the bot answers', () => {
    const unknown = (card: unknown) =>
      actionsOf(card).filter(({ type, verb }) => type === 'Action.Execute' && !verbs.includes(verb));

    expect(complaints(({ card }) => unknown(card))).toEqual([]);
  });

  it('labels each input', () => {
    const unlabelled = (card: unknown) =>
      nodesOf(card).filter(({ type, label }) => type.startsWith('Input.') && !label);

    expect(complaints(({ card }) => unlabelled(card))).toEqual([]);
  });

  it('stays within the size that Teams delivers', () => {
    const tooBig = (card: unknown) => {
      const json = JSON.stringify(card);
      const sizes = [Buffer.byteLength(json), Buffer.byteLength(json, 'utf16le')] as const;
      return sizes[0] > 28 * 1024 || sizes[1] > 80 * 1024 ? sizes : [];
    };

    expect(complaints(({ card }) => tooBig(card))).toEqual([]);
  });
});

describe('the list of cards', () => {
  it.each(cards)('names the verbs of $id', (card) => {
    const used = actionsOf(renderCard(card, card.sample).attachment.content).flatMap(
      ({ verb }) => verb ?? [],
    );

    expect(card.verbs).toEqual(expect.arrayContaining(used));
  });

  it('gives every card an id of its own', () => {
    expect(new Set(cards.map(({ id }) => id)).size).toBe(cards.length);
  });
});
