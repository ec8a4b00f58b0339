import type { Answer, Call } from '../http-shapes';
import { parseFilter, type Filter } from '../odata-filter';
import type { Refusals } from '../refusals';

/** Entra's page sizes for devices, groups and users. */
export const directoryPageSize = { usual: 100, most: 999 };

/** The `$filter` of a call to Entra, which knows no `contains` (graph facts §6.3). */
export function directoryFilter(
  call: Call,
  { refuse }: Refusals,
): { readonly filter?: Filter; readonly refusal?: Answer } {
  const text = call.query.get('$filter');
  if (text === null) return {};
  const filter = parseFilter(text);
  if (filter === undefined) return { refusal: refuse(400, 'Request_BadRequest', 'Invalid filter clause.') };
  return usesContains(filter)
    ? { refusal: refuse(400, 'Request_UnsupportedQuery', 'Unsupported Query.') }
    : { filter };
}

function usesContains(filter: Filter): boolean {
  switch (filter.type) {
    case 'and':
    case 'or':
      return usesContains(filter.left) || usesContains(filter.right);
    case 'not':
      return usesContains(filter.of);
    case 'any':
      return usesContains(filter.condition);
    case 'call':
      return filter.name === 'contains';
    case 'compare':
      return false;
  }
}
