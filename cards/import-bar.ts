import type { ImportTotals } from './import-totals';

/** Cells of one colour, side by side. */
export interface BarPart {
  readonly text: string;
  readonly colour: string;
}

/** As many as a phone shows on one line. */
const cells = 20;
const full = '█';
/** Shaded: a bar that is full at a glance has arrived. */
const half = '▒';
const open = '░';

/**
 * A bar of text, for neither Microsoft 365 Agents Playground nor Teams' phones all draw a ProgressBar: done, failed,
 * with Intune, and the rest. It is full only when all is done, and shows one cell of whatever there is.
 */
export function progressBar({ wanted, done, failed, onTheWay }: ImportTotals): readonly BarPart[] {
  const parts = [
    { count: done, cell: full, colour: 'Good' },
    { count: failed, cell: full, colour: 'Attention' },
    { count: onTheWay, cell: half, colour: 'Accent' },
    { count: wanted - done - failed - onTheWay, cell: open, colour: 'Default' },
  ];
  const shares = sharesOf(parts.map(({ count }) => count));
  return parts
    .map(({ cell, colour }, index) => ({ text: cell.repeat(shares[index] ?? 0), colour }))
    .filter(({ text }) => text !== '');
}

/** Shares that add up to all cells: at least one for what there is, and the largest takes what rounding left. */
function sharesOf(counts: readonly number[]): readonly number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const rounded = counts.map((count) => (count === 0 ? 0 : Math.max(1, Math.floor((count * cells) / total))));
  const largest = counts.indexOf(Math.max(...counts));
  const left = cells - rounded.reduce((sum, share) => sum + share, 0);
  return rounded.map((share, index) => (index === largest ? share + left : share));
}
