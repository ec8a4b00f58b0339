import { isRecord } from './http-shapes';
import type { Filter, Literal, Operator, TextTest } from './odata-filter';

/** Whether an entity fits a filter. Texts compare without regard to case, as Intune and Entra do. */
export function fits(filter: Filter, entity: unknown): boolean {
  switch (filter.type) {
    case 'and':
      return fits(filter.left, entity) && fits(filter.right, entity);
    case 'or':
      return fits(filter.left, entity) || fits(filter.right, entity);
    case 'not':
      return !fits(filter.of, entity);
    case 'compare':
      return compares[filter.operator](ordered(read(entity, filter.property), filter.value));
    case 'call':
      return textTests[filter.name](lower(read(entity, filter.property)), filter.text.toLowerCase());
    case 'any': {
      const items: unknown = read(entity, filter.property);
      return (
        Array.isArray(items) &&
        items.some((item: unknown) => fits(filter.condition, { [filter.variable]: item }))
      );
    }
  }
}

/** The names of the properties that a filter asks about. */
export function propertiesOf(filter: Filter): readonly string[] {
  switch (filter.type) {
    case 'and':
    case 'or':
      return [...propertiesOf(filter.left), ...propertiesOf(filter.right)];
    case 'not':
      return propertiesOf(filter.of);
    case 'compare':
    case 'call':
    case 'any':
      return [filter.property];
  }
}

const compares: Readonly<Record<Operator, (order: number) => boolean>> = {
  eq: (order) => order === 0,
  ne: (order) => order !== 0,
  ge: (order) => order >= 0,
  gt: (order) => order > 0,
  le: (order) => order <= 0,
  lt: (order) => order < 0,
};

const textTests: Readonly<Record<TextTest, (text: string, part: string) => boolean>> = {
  startswith: (text, part) => text.startsWith(part),
  contains: (text, part) => text.includes(part),
  endswith: (text, part) => text.endsWith(part),
};

/** NaN when the two cannot be compared, which makes every operator but `ne` fail. */
function ordered(value: unknown, literal: Literal): number {
  if (typeof value === 'number' && typeof literal === 'number') return value - literal;
  if (typeof value !== 'string' || typeof literal !== 'string') return value === literal ? 0 : NaN;
  const [a, b] = [value.toLowerCase(), literal.toLowerCase()];
  return a < b ? -1 : Number(a > b);
}

/** A property, or by a path such as `actor/userPrincipalName` one of a part. */
function read(entity: unknown, path: string): unknown {
  return path.split('/').reduce<unknown>((part, name) => (isRecord(part) ? part[name] : undefined), entity);
}

function lower(value: unknown): string {
  return typeof value === 'string' ? value.toLowerCase() : '';
}
