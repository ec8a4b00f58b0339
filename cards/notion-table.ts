import type { Notion } from '../services/knowledge/notion';

interface Text {
  readonly text: string;
}

/** A narrow table, its first row the headings. */
export interface Grid {
  readonly rows: readonly { readonly cells: readonly (Text & { readonly weight: string })[] }[];
}

/** A row of a wide table: what it is about, and the other columns by name. */
export interface Block {
  readonly heading: string;
  readonly values: readonly { readonly label: string; readonly text: string }[];
}

/** What a phone shows beside each other. */
const mostColumns = 3;

/** A table as it can be shown on a phone: as a grid, or with more columns as a block per row. */
export function shownTable(table: Notion['table']): {
  readonly grids: readonly Grid[];
  readonly blocks: readonly Block[];
} {
  if (table === undefined) return { grids: [], blocks: [] };
  const { columns, rows } = table;
  if (columns.length > mostColumns) return { grids: [], blocks: rows.map((row) => blockOf(columns, row)) };
  const heading = columns.map((text) => ({ text, weight: 'Bolder' }));
  const others = rows.map((row) =>
    row.map((text, index) => ({ text, weight: index === 0 ? 'Bolder' : 'Default' })),
  );
  return { grids: [{ rows: [heading, ...others].map((cells) => ({ cells })) }], blocks: [] };
}

function blockOf(columns: readonly string[], [heading = '', ...rest]: readonly string[]): Block {
  return {
    heading,
    values: rest.map((text, index) => ({ label: columns[index + 1] ?? '', text })),
  };
}
