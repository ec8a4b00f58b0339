import { renderCard, type Card, type CardData } from '../../cards/card';

interface NoteData extends CardData {
  readonly title: string;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly button: object;
}

const note: Card<NoteData> = {
  id: 'note',
  template: {
    type: 'AdaptiveCard',
    version: '1.5',
    speak: '${summary}',
    fallbackText: '${summary}',
    body: [
      { type: 'TextBlock', text: 'About ${title}', wrap: true },
      { type: 'FactSet', facts: [{ $data: '${facts}', title: '${name}', value: '${value}' }] },
    ],
    actions: [{ type: 'Action.Execute', title: '${title}', verb: 'note.open', data: '${button}' }],
  },
  sample: { summary: 'A note.', title: 'A', facts: [], button: {} },
  verbs: ['note.open'],
};

const contentOf = (data: NoteData) => renderCard(note, data).attachment.content as Record<string, never>;

it('fills a template and hands out the summary beside it', () => {
  const { attachment, summary } = renderCard(note, { ...note.sample, facts: [{ name: 'Tag', value: 'UK' }] });

  expect(summary).toBe('A note.');
  expect(attachment.contentType).toBe('application/vnd.microsoft.card.adaptive');
  expect(attachment.content).toMatchObject({
    speak: 'A note.',
    body: [{ text: 'About A' }, { facts: [{ title: 'Tag', value: 'UK' }] }],
  });
});

it('refuses to send a card that lacks a value', () => {
  const data = { ...note.sample, title: undefined } as unknown as NoteData;

  expect(() => renderCard(note, data)).toThrow('Card note: no value for "About ${title}"');
});

it('escapes texts and facts, and leaves alone what is not Markdown', () => {
  const content = contentOf({ ...note.sample, title: '*A* [b](c)', facts: [{ name: '_n_', value: '`v`' }] });

  expect(content).toMatchObject({
    body: [{ text: 'About \\*A\\* \\[b\\]\u2060(c)' }, { facts: [{ title: '\\_n\\_', value: '\\`v\\`' }] }],
    actions: [{ title: '*A* [b](c)' }],
  });
});

it('hands out the summary as plain text, wherever it is spoken or shown', () => {
  const { summary, attachment } = renderCard(note, {
    ...note.sample,
    summary: '${x} [r](u) {{DATE(y)}}\uE000',
  });

  expect(summary).toBe('${x} (r)(u) {\u2060{DATE(y)}}.');
  expect(attachment.content).toMatchObject({ speak: summary, fallbackText: summary });
});

it('keeps a date of the data from being formatted, also behind a binding', () => {
  const content = contentOf({ ...note.sample, title: '${{DATE(2020-01-01T00:00:00Z)}}' });

  expect(content).toMatchObject({ body: [{ text: 'About ${\u2060{DATE(2020-01-01T00:00:00Z)}}' }, {}] });
});

it('takes a binding in the data for the text that it is', () => {
  const content = contentOf({ ...note.sample, title: '${summary}', button: { text: '${title} \\[*' } });

  expect(content).toMatchObject({
    body: [{ text: 'About ${summary}' }, {}],
    actions: [{ title: '${summary}', data: { text: '${title} \\[*' } }],
  });
});

it('puts a dash where a text would be empty', () => {
  const content = contentOf({ ...note.sample, facts: [{ name: 'Tag', value: '  ' }] });

  expect(content).toMatchObject({ body: [{}, { facts: [{ value: '–' }] }] });
});

it('gives each reader a card of their own', () => {
  const first = contentOf({ ...note.sample, title: 'first' });
  const second = contentOf({ ...note.sample, title: 'second' });

  expect(first).toMatchObject({ body: [{ text: 'About first' }, {}] });
  expect(second).toMatchObject({ body: [{ text: 'About second' }, {}] });
});
