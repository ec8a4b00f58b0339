import { AdaptiveCard, SerializationContext } from 'adaptivecards';
import Ajv from 'ajv';
import schema from '../schemas/adaptive-card-teams.schema.json';

const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);

/** What Adaptive Cards' own parser has to say about a card; empty when it takes it as it is. */
export function parserComplaints(card: unknown): string[] {
  const context = new SerializationContext();
  const parsed = new AdaptiveCard();
  parsed.parse(card, context);
  const events = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index));
  return [...events, ...parsed.validateProperties().validationEvents].map(({ message }) => message);
}

/** What the schema of Teams' cards has to say about a card. */
export function schemaComplaints(card: unknown): string[] {
  validate(card);
  return (validate.errors ?? []).map(({ instancePath, message = '' }) => `${instancePath} ${message}`);
}

export interface CardNode {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** Every element and action of a card, in reading order; what an action sends back is not looked into. */
export function nodesOf(value: unknown): CardNode[] {
  if (Array.isArray(value)) return value.flatMap(nodesOf);
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, child]) => (key === 'data' ? [] : nodesOf(child)));
  return typeof (value as CardNode).type === 'string' ? [value as CardNode, ...inner] : inner;
}

export function actionsOf(card: unknown): CardNode[] {
  return nodesOf(card).filter(({ type }) => type.startsWith('Action.'));
}

/** The texts in which Teams reads Markdown, as they are sent. */
export function markdownOf(card: unknown): string[] {
  return nodesOf(card).flatMap((node) => (node.type === 'TextBlock' ? [String(node['text'])] : []));
}

/** What a person reads: Markdown's backslashes and what is invisible gone. */
export function textsOf(card: unknown): string[] {
  return markdownOf(card).map((text) => text.replace(/\\(?=[!-/:-@[-`{-~])|\u2060/g, ''));
}
