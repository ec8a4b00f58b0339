import { CardFactory, type Attachment } from 'botbuilder';
import { Template } from 'adaptivecards-templating';
import { escapeMarkdown, plainText } from './escape';

/** What every card is given: one plain sentence that says the same as the card. */
export interface CardData {
  readonly summary: string;
}

/** A card as it lies in this folder: layout (`template`), a filled-in example and the verbs of its buttons. */
export interface Card<D extends CardData> {
  readonly id: string;
  readonly template: object;
  readonly sample: D;
  readonly verbs: readonly string[];
}

/** `summary` goes into the activity's `summary` (and is what a notification shows); it is plain text. */
export interface RenderedCard {
  readonly attachment: Attachment;
  readonly summary: string;
}

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

/** Parsing a template costs ten times what filling it does. */
const parsed = new WeakMap<object, Template>();

/**
 * Fills a card with display values. Values may hold any text: what the client would read as Markdown or
 * as a date to format is escaped here and nowhere else, and what looks like a binding stays text. Throws when the template asks for
 * a value that the data does not have.
 */
export function renderCard<D extends CardData>(card: Card<D>, data: D): RenderedCard {
  const summary = ended(data.summary);
  const expanded = templateOf(card.template).expand({
    $root: mapStrings({ ...data, summary } as unknown as Json, shield),
  }) as Json;
  refuseLeftovers(card.id, expanded);
  const content = mapStrings(escapeTexts(expanded), unshield);
  return { attachment: CardFactory.adaptiveCard(content), summary: plainText(unshield(summary)) };
}

/** What is spoken ends as a sentence does, so that a voice does not run on into what follows. */
function ended(summary: string): string {
  const text = summary.trim();
  return text === '' || /[.!?…]["”’»)]?$/u.test(text) ? text : `${text}.`;
}

function templateOf(layout: object): Template {
  const known = parsed.get(layout);
  if (known !== undefined) return known;
  const template = new Template(layout);
  parsed.set(layout, template);
  return template;
}

/** While a card is being filled, a `${` can then only come from the template itself. */
const guard = '\uE000';
const shield = (text: string): string => text.replaceAll(guard, '').replaceAll('${', `$${guard}{`);
const unshield = (text: string): string => text.replaceAll(guard, '');

function refuseLeftovers(cardId: string, expanded: Json): void {
  const leftover = /"[^"]*\$\{[^"]*"/.exec(JSON.stringify(expanded));
  if (leftover !== null) throw new Error(`Card ${cardId}: no value for ${leftover[0]}`);
}

/** Stands where a text is empty: some clients leave out a card that has one. */
const nothing = '–';

const markdown = (text: string): string => escapeMarkdown(text) || nothing;

/** How the texts that a client interprets are sent, by element. */
const surfaces: Readonly<Record<string, Readonly<Record<string, (text: string) => string>>>> = {
  AdaptiveCard: { fallbackText: plainText, speak: plainText },
  TextBlock: { text: markdown },
  Fact: { title: markdown, value: markdown },
};

function escapeTexts(node: Json, parent = ''): Json {
  if (Array.isArray(node)) return node.map((item: Json) => escapeTexts(item, parent));
  if (typeof node !== 'object' || node === null) return node;
  const fields = node as Readonly<Record<string, Json>>;
  const element = typeof fields['type'] === 'string' ? fields['type'] : parent === 'facts' ? 'Fact' : '';
  return Object.fromEntries(
    withoutNulls(fields).map(([key, value]) => {
      if (key === 'data') return [key, value];
      const escape = typeof value === 'string' ? surfaces[element]?.[key] : undefined;
      return [key, escape === undefined ? escapeTexts(value, key) : escape(value as string)];
    }),
  );
}

/** `$when` leaves null in the place of what it takes away, unless that stands in a list. */
function withoutNulls(fields: Readonly<Record<string, Json>>) {
  return Object.entries(fields).filter(([, value]) => value !== null);
}

function mapStrings(node: Json, change: (text: string) => string): Json {
  if (typeof node === 'string') return change(node);
  if (Array.isArray(node)) return node.map((item: Json) => mapStrings(item, change));
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [
      key,
      value === undefined ? value : mapStrings(value, change),
    ]),
  );
}
