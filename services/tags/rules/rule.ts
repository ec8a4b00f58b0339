/** A dynamic membership rule of Entra, read (learn.microsoft.com/entra/identity/users/groups-dynamic-membership). */
export type Rule =
  | { readonly type: 'and' | 'or'; readonly parts: readonly Rule[] }
  | { readonly type: 'not'; readonly of: Rule }
  | Comparison
  | { readonly type: 'any' | 'all'; readonly property: string; readonly condition: Rule };

interface Comparison {
  readonly type: 'compare';
  /** Lower case, without `device.`; `_` is the item of a collection. */
  readonly property: string;
  readonly operator: Operator;
  readonly value: RuleValue;
}

export type RuleValue =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'null' }
  | { readonly type: 'list'; readonly texts: readonly string[] };

export const operators = [
  'eq',
  'ne',
  'startswith',
  'notstartswith',
  'contains',
  'notcontains',
  'match',
  'notmatch',
  'in',
  'notin',
  'le',
  'ge',
  'lt',
  'gt',
] as const;
export type Operator = (typeof operators)[number];

/**
 * Why nothing is said about a rule: it is not one (`near` is where reading stopped), it is too long, it asks for a
 * property that is not known of the device, or it compares or searches in a way that is not evaluated.
 */
export type RuleDoubt =
  | { readonly type: 'not-understood'; readonly near: string }
  | { readonly type: 'too-long' }
  | { readonly type: 'property'; readonly property: string }
  | { readonly type: 'operator'; readonly operator: string }
  | { readonly type: 'pattern'; readonly pattern: string };

/** Whether a device is a member by a rule. */
export type RuleVerdict =
  | { readonly type: 'yes' }
  | { readonly type: 'no' }
  | { readonly type: 'unknown'; readonly doubt: RuleDoubt };
